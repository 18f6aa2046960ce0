import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { ByteBuffer } from 'flatbuffers';
import type { ByteSource } from './byte-source.ts';
import { Unsupported } from './failure.ts';

/**
 * The frames of a stream. The library's own reader believes every length that it finds; these bytes may be damaged, so its
 * generated accessors are used, one field at a time, and each length is checked against what is there.
 * https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
 */
export interface StreamMessage {
  kind: 'schema' | 'dictionary' | 'batch';
  message: Message;
  /** A bound for all that its header tells. */
  budget: Budget;
  body: Uint8Array<ArrayBuffer>;
}

const CONTINUATION = -1;
/** Far above any real one: a thousand columns take 100 KB. */
const MOST_HEADER = 2 ** 26;
/** Spans hold 32-bit positions, and a record batch has to fit in memory. */
const MOST_BODY = 2 ** 31;

/** The next message; undefined at the end-of-stream mark. Throws RangeError when there is neither. */
export async function readMessage(source: ByteSource): Promise<StreamMessage | undefined> {
  if (source.remaining() === 0) throw new RangeError('it is cut short: the end-of-stream mark is missing');
  const prefix = new DataView((await source.take(8)).buffer);
  const length = prefix.getInt32(4, true);
  if (prefix.getInt32(0, true) !== CONTINUATION || length < 0 || length > MOST_HEADER)
    throw new RangeError('no message where one should start');
  if (length === 0) {
    if (source.remaining() > 0) throw new RangeError(`${source.remaining()} bytes follow the end-of-stream mark`);
    return undefined;
  }
  const message = Message.getRootAsMessage(new ByteBuffer(await source.take(length)));
  const version = message.version();
  if (version !== MetadataVersion.V4 && version !== MetadataVersion.V5)
    throw new RangeError(`version ${version} of the metadata, expected V4 or V5`);
  const bodyLength = count(message.bodyLength(), 'a body');
  // A length that the file does not back is damage, however large it is: `take` says so.
  if (bodyLength > MOST_BODY && bodyLength <= source.remaining())
    throw new Unsupported(
      `a record batch of ${bodyLength} bytes, the most is ${MOST_BODY}; write smaller record batches`,
    );
  const body = await source.take(bodyLength);
  return { kind: kindOf(message.headerType()), message, budget: createBudget(length), body };
}

function kindOf(type: MessageHeader): StreamMessage['kind'] {
  switch (type) {
    case MessageHeader.Schema:
      return 'schema';
    case MessageHeader.DictionaryBatch:
      return 'dictionary';
    case MessageHeader.RecordBatch:
      return 'batch';
    default:
      throw new RangeError(`a message of kind ${type}`);
  }
}

/** A 64-bit count as a number. */
export function count(value: bigint, what: string): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError(`${what} of ${value}`);
  return Number(value);
}

/** Names and metadata of a header, together: in a damaged one the same few bytes can be told a million times. */
export interface Budget {
  /** Throws RangeError when more was told than the header can hold. */
  spend(bytes: number): void;
}

/** Writers may use one text several times, but not often. */
const TIMES_SHARED = 8;
/** The offset that leads to a column or a pair. */
const OFFSET_BYTES = 4;

function createBudget(headerBytes: number): Budget {
  let left = headerBytes * TIMES_SHARED;
  return {
    spend(bytes) {
      left -= bytes + OFFSET_BYTES;
      if (left < 0) throw new RangeError(`a header of ${headerBytes} bytes tells more than it holds`);
    },
  };
}

/** Key → value, where both are texts. */
export function readMetadata(
  holder: Pick<Message, 'customMetadata' | 'customMetadataLength'>,
  budget: Budget,
): Map<string, string> {
  const found = new Map<string, string>();
  const pairs = holder.customMetadataLength();
  for (let at = 0; at < pairs; at++) {
    const pair = holder.customMetadata(at);
    const [key, value] = [pair?.key() ?? '', pair?.value() ?? ''];
    budget.spend(key.length + value.length);
    found.set(key, value);
  }
  return found;
}
