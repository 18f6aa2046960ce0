import { ConfigurationError, OutageError } from '../base/errors.ts';
import { isPrivateHost } from '../http/address.ts';
import type { Mail } from './email.ts';

const SECONDS = 1000;
/** Of nodemailer: what a person must mend, however often it is tried. */
const LASTING = new Set(['EAUTH', 'EENVELOPE', 'EMESSAGE', 'ETLS', 'ECONFIG', 'EREQUIRETLS']);

/**
 * Hands one mail to a server: `smtps://user:password@host:465`, or `smtp://host:587` with STARTTLS, which a password and every
 * host with a public name insist on. The server is the owner's choice, often a relay in a private network, so that its
 * address is not judged. Throws ConfigurationError NOTIFY_URL and OutageError NOTIFY_SMTP.
 */
export async function sendMail(
  mail: Mail,
  options: { server: string; shown: string; signal: AbortSignal },
): Promise<void> {
  const { shown, signal } = options;
  const url = URL.parse(options.server);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new ConfigurationError('NOTIFY_URL', `${shown} does not hold an address like smtps://user:password@host:465`);
  }
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const user = decodeURIComponent(url.username);
  const isLocal = isPrivateHost(url.hostname);
  // Loaded where a mail is sent, and nowhere else.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLocal,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    tls: { rejectUnauthorized: true },
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const stop = () => transport.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const { rejected } = await transport.sendMail({ ...mail, to: [...mail.to], headers: { ...mail.headers } });
    if (rejected.length > 0) {
      throw new OutageError('NOTIFY_SMTP', `${shown} refused ${rejected.length} of ${mail.to.length} recipients`, {
        retryable: false,
      });
    }
  } catch (error) {
    throw describeFailure(error, shown, signal);
  } finally {
    signal.removeEventListener('abort', stop);
    transport.close();
  }
}

/** By code and number alone: a server's own words may echo what was sent. */
function describeFailure(error: unknown, shown: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof OutageError) return error;
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number };
  const answered = responseCode === undefined ? code : `${responseCode} (${code})`;
  // RFC 5321, 4.2.1: 4yz passes, 5yz does not.
  const isLasting = responseCode === undefined ? LASTING.has(code) : responseCode >= 500;
  return new OutageError('NOTIFY_SMTP', `${shown} did not take the mail: ${answered}`, {
    data: { code, ...(responseCode === undefined ? {} : { responseCode }) },
    retryable: !isLasting,
  });
}
