/** An answer that is an error, as Google writes them. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  toJson(): object {
    const { status, reason, message } = this;
    return { error: { code: status, message, status: reason, errors: [{ reason, message, domain: 'global' }] } };
  }
}

export const invalid = (message: string) => new Refusal(400, 'invalid', message);
