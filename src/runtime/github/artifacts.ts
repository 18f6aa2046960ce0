export async function uploadArtifact(_: object): Promise<void> {}
export async function downloadArtifacts(_: object): Promise<string[]> { return []; }
