/** One step of a path into a record. Unquoted names match without regard to case. */
export type PathStep =
  | { kind: 'name'; name: string; quoted: boolean }
  | { kind: 'index'; index: number }
  /** `[*]` or `.*`: stands in FROM alone. */
  | { kind: 'every' };

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export type AggregateName = 'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX';

export type DatePart =
  | 'YEAR'
  | 'MONTH'
  | 'DAY'
  | 'HOUR'
  | 'MINUTE'
  | 'SECOND'
  | 'TIMEZONE_HOUR'
  | 'TIMEZONE_MINUTE';

export type CastType =
  | { kind: 'INT' | 'FLOAT' | 'STRING' | 'BOOL' | 'TIMESTAMP' }
  /** Without a precision: as exact as can be. */
  | { kind: 'DECIMAL'; precision?: number; scale?: number };

export type Expression =
  | { kind: 'number'; text: string }
  | { kind: 'string'; value: string }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'null' }
  | { kind: 'path'; steps: PathStep[] }
  | { kind: 'negate'; operand: Expression }
  | { kind: 'not'; operand: Expression }
  | { kind: 'arithmetic'; operator: ArithmeticOperator; left: Expression; right: Expression }
  | { kind: 'concat'; left: Expression; right: Expression }
  | { kind: 'compare'; operator: ComparisonOperator; left: Expression; right: Expression }
  | { kind: 'logic'; operator: 'AND' | 'OR'; operands: Expression[] }
  | { kind: 'between'; value: Expression; low: Expression; high: Expression }
  | { kind: 'in'; value: Expression; items: Expression[] }
  | { kind: 'like'; value: Expression; pattern: Expression; escape: string | undefined }
  | { kind: 'is'; value: Expression; what: 'NULL' | 'MISSING' }
  | {
      kind: 'case';
      subject: Expression | undefined;
      branches: { when: Expression; result: Expression }[];
      otherwise: Expression | undefined;
    }
  | { kind: 'cast'; value: Expression; type: CastType }
  | {
      kind: 'trim';
      side: 'LEADING' | 'TRAILING' | 'BOTH';
      characters: Expression | undefined;
      value: Expression;
    }
  /** `name` is one of the functions in `function-names.ts`, in capitals. */
  | { kind: 'call'; name: string; part: DatePart | undefined; args: Expression[] }
  /** Without an operand: `COUNT(*)`. */
  | { kind: 'aggregate'; name: AggregateName; operand: Expression | undefined };

export interface SelectedColumn {
  expression: Expression;
  alias: string | undefined;
}

/** A query of S3's dialect: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-select-sql-reference-select.html */
export interface SelectStatement {
  /** Undefined: `*`. */
  columns: SelectedColumn[] | undefined;
  /** What follows `S3Object` in FROM. */
  from: PathStep[];
  alias: string | undefined;
  where: Expression | undefined;
  limit: number | undefined;
}
