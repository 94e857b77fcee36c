import { invalidArgument } from '../http/s3-error.ts';
import { maxPartNumber } from './limits.ts';

export function parsePartNumber(text: string): number {
  const partNumber = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (partNumber < 1 || partNumber > maxPartNumber) {
    throw invalidArgument('partNumber', text, 'A part number is a whole number from 1 to 10000.');
  }
  return partNumber;
}

/** The part that a page comes behind; 0 is in front of all. */
export function partNumberMarker(text: string | undefined): number {
  if (text === undefined || text === '') return 0;
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidArgument('part-number-marker', text, 'The part-number-marker is a whole number.');
  }
  return Math.min(Number(text), maxPartNumber);
}
