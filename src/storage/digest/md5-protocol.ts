/** What the page asks of an MD5 worker. A blob is handed over by reference: its bytes are read in the worker. */
export type Md5Request = { type: 'hash'; job: number; blob: Blob } | { type: 'abort'; job: number };

/** What the worker says. `piece` is a sign of life; each job ends in exactly one of the other three. */
export type Md5Answer =
  | { type: 'piece'; job: number }
  | { type: 'done'; job: number; md5: string }
  | { type: 'unreadable'; job: number }
  | { type: 'failed'; job: number; reason: string };
