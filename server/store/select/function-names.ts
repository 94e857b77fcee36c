interface FunctionArity {
  least: number;
  most: number;
  /** Whether a date part comes first. */
  part: boolean;
  /** The words that stand between arguments where no comma does. */
  separators: readonly string[];
}

const arity = (least: number, most = least, rest: Partial<FunctionArity> = {}): FunctionArity => ({
  least,
  most,
  part: false,
  separators: [],
  ...rest,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-sql-functions.html */
const functions: Record<string, FunctionArity> = {
  CHAR_LENGTH: arity(1),
  CHARACTER_LENGTH: arity(1),
  LOWER: arity(1),
  UPPER: arity(1),
  SUBSTRING: arity(2, 3, { separators: ['FROM', 'FOR'] }),
  COALESCE: arity(1, 100),
  NULLIF: arity(2),
  UTCNOW: arity(0),
  TO_TIMESTAMP: arity(1),
  TO_STRING: arity(2),
  DATE_ADD: arity(2, 2, { part: true }),
  DATE_DIFF: arity(2, 2, { part: true }),
  EXTRACT: arity(1, 1, { part: true, separators: ['FROM'] }),
};

/** Undefined: S3 has no such function. */
export const functionArity = (name: string): FunctionArity | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;
