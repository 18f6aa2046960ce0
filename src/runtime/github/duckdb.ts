export async function provideDuckdb(_: object): Promise<string | undefined> { return undefined; }
