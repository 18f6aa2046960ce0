/** Where the text of a file goes while the file is fetched. */
export interface TextTap {
  /** The next piece of text, which holds until this resolves: when more is wanted. Never rejects. */
  write(chunk: Uint8Array): Promise<void>;
  /** That was all of it. */
  end(): void;
  /** No more will come, and what came is worth nothing. */
  abandon(): void;
}
