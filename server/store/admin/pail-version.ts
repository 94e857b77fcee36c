/** As in `package.json`, which a compiled file cannot tell where to find. */
export const pailVersion = '0.1.0';
