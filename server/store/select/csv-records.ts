import { S3Error } from '../http/s3-error.ts';
import { maxRecordLength, overMaxRecordSize } from './record-size.ts';

/** Of `CSV` in `InputSerialization`. Every text has one character or two; `quote` and `comment` may be empty. */
export interface CsvInput {
  fieldDelimiter: string;
  recordDelimiter: string;
  quote: string;
  /** Stands before a quote inside quotes; often the quote itself. */
  quoteEscape: string;
  /** A record that begins with it is none. */
  comment: string;
  allowQuotedRecordDelimiter: boolean;
}

/**
 * Cuts a CSV file into records, as text comes. Empty lines are none, and where records end in LF a CR before it
 * belongs to the end. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CSVInput.html
 */
export class CsvRecordReader {
  readonly #options: CsvInput;
  /** What was not read yet, from the beginning of a record. */
  #text = '';
  #isLast = false;
  /** Where the next delimiters are, so that a long text is not searched again for each field. */
  #nextField = -1;
  #nextRecord = -1;

  constructor(options: CsvInput) {
    this.#options = options;
  }

  /** The records that are complete now. */
  push(chunk: string): string[][] {
    this.#text += chunk;
    const records: string[][] = [];
    let at = 0;
    this.#nextField = -1;
    this.#nextRecord = -1;
    while (at < this.#text.length) {
      const end = this.#readRecord(at, records);
      if ((end ?? this.#text.length) - at > maxRecordLength) throw overMaxRecordSize();
      if (end === undefined) break;
      at = end;
    }
    this.#text = this.#text.slice(at);
    return records;
  }

  /** The last record, where nothing stands behind it. */
  end(): string[][] {
    this.#isLast = true;
    return this.push('');
  }

  /** Where the next record begins; undefined: this one is not complete. */
  #readRecord(start: number, records: string[][]): number | undefined {
    const { comment, fieldDelimiter, recordDelimiter, quote } = this.#options;
    const text = this.#text;
    if (comment !== '' && text.startsWith(comment, start)) return this.#recordEnd(start)?.next;
    const fields: string[] = [];
    let at = start;
    for (;;) {
      let quoted = '';
      const isQuoted = quote !== '' && text.startsWith(quote, at);
      if (isQuoted) {
        const unquoted = this.#readQuoted(at + quote.length);
        if (unquoted === undefined) return undefined;
        quoted = unquoted.value;
        at = unquoted.next;
      }
      const end = this.#recordEnd(at);
      if (end === undefined) return undefined;
      const fieldEnd = this.#fieldEnd(at);
      if (fieldEnd < end.at) {
        fields.push(quoted + text.slice(at, fieldEnd));
        at = fieldEnd + fieldDelimiter.length;
        continue;
      }
      const rest = text.slice(at, end.at);
      fields.push(quoted + (recordDelimiter === '\n' && rest.endsWith('\r') ? rest.slice(0, -1) : rest));
      const isEmpty = fields.length === 1 && fields[0] === '' && !isQuoted;
      if (!isEmpty) records.push(fields);
      return end.next;
    }
  }

  #recordEnd(from: number): { at: number; next: number } | undefined {
    const { recordDelimiter } = this.#options;
    if (this.#nextRecord < from) {
      const found = this.#text.indexOf(recordDelimiter, from);
      this.#nextRecord = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    const at = this.#nextRecord;
    if (at !== Number.POSITIVE_INFINITY) return { at, next: at + recordDelimiter.length };
    return this.#isLast ? { at: this.#text.length, next: this.#text.length } : undefined;
  }

  #fieldEnd(from: number): number {
    if (this.#nextField < from) {
      const found = this.#text.indexOf(this.#options.fieldDelimiter, from);
      this.#nextField = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#nextField;
  }

  /** From behind the opening quote to behind the closing one. */
  #readQuoted(start: number): { value: string; next: number } | undefined {
    const { quote, quoteEscape, recordDelimiter, allowQuotedRecordDelimiter } = this.#options;
    const text = this.#text;
    let value = '';
    let from = start;
    for (let at = start; at < text.length; ) {
      const isEscape = quoteEscape !== '' && text.startsWith(quoteEscape, at);
      if (isEscape) {
        const next = at + quoteEscape.length;
        if (next >= text.length && !this.#isLast) return undefined;
        if (text.startsWith(quote, next) || (quoteEscape !== quote && text.startsWith(quoteEscape, next))) {
          value += text.slice(from, at);
          from = next;
          at = next + (text.startsWith(quote, next) ? quote.length : quoteEscape.length);
          continue;
        }
      }
      if (text.startsWith(quote, at)) return { value: value + text.slice(from, at), next: at + quote.length };
      if (!allowQuotedRecordDelimiter && text.startsWith(recordDelimiter, at)) {
        throw new S3Error(
          'CSVEscapingRecordDelimiter',
          'A record delimiter stands in quotes; AllowQuotedRecordDelimiter would allow it.',
        );
      }
      at += 1;
    }
    if (!this.#isLast) return undefined;
    throw new S3Error('CSVParsingError', 'A quote in the CSV file is never closed.');
  }
}
