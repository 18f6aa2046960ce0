/** An error inside a job: `errorResult`, while the call itself is answered with 200. */
export class JobFailure extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}
