/** Every word that the translator and the engine's keeper write. Names and texts of a query stand in quotes. */
const words = new Set(
  `SELECT FROM WHERE WITH AS NOT MATERIALIZED LIMIT CREATE TABLE INSERT INTO AND OR IS IN NULL TRUE FALSE
  CASE WHEN THEN ELSE END CAST TRY_CAST AT TIME ZONE lambda source partials u r v k
  VARCHAR BIGINT HUGEINT INTEGER DOUBLE DECIMAL BOOLEAN TIMESTAMP TIMESTAMPTZ JSON binary_as_string
  COALESCE count sum min max nullif trunc error replace regexp_replace regexp_full_match regexp_escape strftime length lower upper substring greatest
  least trim ltrim rtrim date_part date_sub to_years to_months to_days to_hours to_minutes to_seconds to_json json_keys
  list_filter list_transform unnest string_split chr read_parquet`
    .toLowerCase()
    .split(/\s+/),
);

const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

/**
 * A second lock behind the translator: SQL that holds anything which it does not write is not run. The engine itself
 * would refuse files and settings, but not everything that could end the process.
 */
export function checkSql(sql: string): void {
  const bare = sql.replace(quoted, (text) => (text.startsWith("'") ? "''" : '""'));
  const unknown = (bare.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []).find(
    (word) => !words.has(word.toLowerCase()) && !/^p\d+$/.test(word),
  );
  // A quoted name can be a function's, and a quoted text after FROM a file's.
  const isOdd =
    /""\s*\(|\bFROM\s+(?!source\b|partials\b|\(|read_parquet\()|--|\/\*|;|\$(?!1\b)|[`\\?@#{}]/i.test(bare) ||
    bare.includes('\0');
  if (unknown !== undefined || isOdd)
    throw new Error(`SQL that was not meant: ${unknown ?? bare.slice(0, 200)}`);
}
