/** Where the pages lie in the site's folder. All links are relative, so that the folder may lie anywhere. */

export function datasetPath(dataset: string): string {
  return `${encodeURIComponent(dataset)}/index.html`;
}

export function partitionPath(dataset: string, partition: string): string {
  return `${encodeURIComponent(dataset)}/${encodeURIComponent(partition)}.html`;
}
