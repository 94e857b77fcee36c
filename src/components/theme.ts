import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Teal, the one accent. Shade 7 carries white text at 5.5:1; shades 3 and 4 are for text on dark. */
const accent: MantineColorsTuple = [
  '#eff9f7',
  '#d5efeb',
  '#a9ded6',
  '#6fc9bd',
  '#45b3a5',
  '#23998b',
  '#12857a',
  '#0f766e',
  '#0c5f59',
  '#0a4a46',
];

const gray: MantineColorsTuple = [
  '#f8f9f9',
  '#f1f3f3',
  '#e6e9e8',
  '#d7dcdb',
  '#8a9493',
  '#66706f',
  '#566060',
  '#404948',
  '#2b3232',
  '#191e1e',
];

const dark: MantineColorsTuple = [
  '#e3e8e7',
  '#c1c9c8',
  '#9aa5a3',
  '#82908e',
  '#5f6b69',
  '#2b3231',
  '#1f2525',
  '#151919',
  '#0f1212',
  '#0a0c0c',
];

const red: MantineColorsTuple = [
  '#fef3f2',
  '#fde3e1',
  '#fac9c5',
  '#f59e97',
  '#ee7c73',
  '#dd4b40',
  '#cc3226',
  '#b42318',
  '#932018',
  '#7a1f19',
];

export const theme = createTheme({
  colors: { accent, gray, dark, red },
  primaryColor: 'accent',
  primaryShade: 7,
  black: '#191e1e',
  autoContrast: false,
  cursorType: 'pointer',
  defaultRadius: 4,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans CJK SC", "Noto Sans CJK TC", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.45' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    InputWrapper: {
      styles: {
        label: { marginBottom: 4 },
        description: { marginBottom: 4, fontSize: 12 },
        error: { marginTop: 4, fontSize: 12 },
      },
    },
    // A header in a dialog is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Modal: {
      defaultProps: {
        centered: true,
        padding: 20,
        styles: { title: { fontSize: 16, fontWeight: 600 } },
        radius: 6,
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Menu: {
      defaultProps: { shadow: 'md', radius: 6, transitionProps: { duration: 80 }, withinPortal: true },
    },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
  },
});

/** The page's own tokens, beside Mantine's; every stylesheet of the page reads colours from here. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--pail-page': '#ffffff',
    '--pail-surface': '#ffffff',
    '--pail-chrome': '#f6f8f7',
    '--pail-border': '#dfe4e3',
    '--pail-text': '#191e1e',
    '--pail-dim': '#566060',
    '--pail-hover': '#f1f4f3',
    '--pail-selected': '#e0f2ef',
    '--pail-accent': '#0f766e',
    '--pail-accent-text': '#0c6b63',
    '--pail-danger': '#b42318',
    '--pail-success': '#1a7a3c',
    '--pail-warning': '#8a5a00',
    '--pail-track': '#dfe4e3',
    '--pail-mark': '#fbe9c8',
    '--pail-mark-text': '#6b4400',
    '--pail-note': '#232b2a',
    '--pail-note-text': '#f4f7f6',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-error': '#b42318',
    '--mantine-color-dimmed': '#566060',
    '--mantine-color-placeholder': '#66706f',
    '--mantine-color-default-border': '#c3cac8',
  },
  dark: {
    '--pail-page': '#151919',
    '--pail-surface': '#1a1f1f',
    '--pail-chrome': '#101414',
    '--pail-border': '#2b3231',
    '--pail-text': '#e3e8e7',
    '--pail-dim': '#9aa5a3',
    '--pail-hover': '#1d2323',
    '--pail-selected': '#12332f',
    '--pail-accent': '#2aa697',
    '--pail-accent-text': '#5cc8ba',
    '--pail-danger': '#f28b82',
    '--pail-success': '#6cc98a',
    '--pail-warning': '#e0b25a',
    '--pail-track': '#2b3231',
    '--pail-mark': '#4a3712',
    '--pail-mark-text': '#f3d48c',
    '--pail-note': '#e3e8e7',
    '--pail-note-text': '#151919',
    '--mantine-color-body': '#1a1f1f',
    '--mantine-color-error': '#f28b82',
    '--mantine-color-dimmed': '#9aa5a3',
    '--mantine-color-placeholder': '#82908e',
    '--mantine-color-default-border': '#3b4443',
  },
});
