/** Where the text of a file goes while the file is fetched. */
export interface TextTap {
  /** The next piece of text. Resolves when more is wanted; never rejects. */
  write(chunk: Uint8Array): Promise<void>;
  /** That was all of it. */
  end(): void;
  /** No more will come, and what came is worth nothing. */
  abandon(): void;
}
