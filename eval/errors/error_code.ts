/** What the table of errors says of one code. */
export interface ErrorCode {
  /** What is wrong, in one line. */
  readonly title: string;
  readonly cause: string;
  readonly cure: string;
}
