/** Moves bytes, as the machine does it: JavaScript copies memory that threads share as if all of them looked on. */
export function copy(from: usize, to: usize, count: usize): void {
  memory.copy(to, from, count);
}
