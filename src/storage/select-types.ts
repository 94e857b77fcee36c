/** How the bytes of an object are to be read. Names and values are those of the API's InputSerialization. */
export type SelectFormat =
  | {
      kind: 'csv';
      header: 'USE' | 'IGNORE' | 'NONE';
      fieldDelimiter?: string;
      recordDelimiter?: string;
      quote?: string;
      quoteEscape?: string;
      comments?: string;
      quotedRecordDelimiter?: boolean;
    }
  | { kind: 'json'; type: 'DOCUMENT' | 'LINES' }
  | { kind: 'parquet' };

export interface SelectInput {
  bucket: string;
  key: string;
  /** MinIO's extension: AWS's call is about the current version alone. */
  versionId?: string;
  /** The dialect of S3 Select: `select s.name from S3Object s where s.age > 30`. */
  expression: string;
  input: SelectFormat;
  /** Not for Parquet. */
  compression?: 'NONE' | 'GZIP' | 'BZIP2';
  /** One JSON object a line, or CSV. */
  output: 'json' | 'csv';
  customerKey?: Uint8Array;
  /** Bytes, first and last: rows that begin in it. CSV and JSON lines without compression. */
  scanRange?: { start: number; end: number };
}

/** Bytes; absent where the server does not know (MinIO: what was scanned of Parquet). */
export interface SelectCounts {
  /** Of the object as it is stored. */
  scanned: number | undefined;
  /** Of what that is without its compression. */
  processed: number | undefined;
  returned: number | undefined;
}

export type SelectSignal =
  | { kind: 'records'; bytes: Uint8Array }
  | { kind: 'progress'; counts: SelectCounts }
  | { kind: 'stats'; counts: SelectCounts };
