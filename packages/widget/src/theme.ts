/**
 * How the element looks. A page themes it with these custom properties:
 * `--regain-accent`, `--regain-on-accent`, `--regain-ink`, `--regain-quiet`, `--regain-surface`, `--regain-line`, `--regain-danger`,
 * `--regain-radius`, `--regain-font`; and the parts `frame`, `title`, `lead`, `main` (the one clear button), `status`.
 */
import { css } from 'lit'

export const theme = css`
  /* Among important declarations the inner tree wins (CSS Cascade 5, 6.1): no page can undo these. */
  :host {
    all: initial !important;
    display: block !important;
    color-scheme: light dark !important;
    font: 400 1rem/1.5 var(--regain-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif) !important;
    color: var(--_ink) !important;
    /* The underscore: in a page with its own --accent, "--regain-accent: var(--accent)" would otherwise be a circle. */
    --_accent: var(--regain-accent, light-dark(#2753c7, #9db8ff));
    --_on-accent: var(--regain-on-accent, light-dark(#fff, #10182e));
    --_ink: var(--regain-ink, light-dark(#1b1f27, #f1f3f6));
    --_dim: var(--regain-quiet, light-dark(#555d6b, #b6bdc9));
    --_surface: var(--regain-surface, light-dark(#fff, #1d2027));
    --_line: var(--regain-line, light-dark(#858d9b, #7d8695));
    --_danger: var(--regain-danger, light-dark(#b3201b, #ff9e95));
    --_radius: var(--regain-radius, 0.75rem);
  }
  :host([hidden]) { display: none !important }
  :host([theme='light']) { color-scheme: light !important }
  :host([theme='dark']) { color-scheme: dark !important }
  .frame { display: grid; gap: 1rem; padding: clamp(1.25rem, 5vw, 2rem); border-radius: calc(var(--_radius) * 1.5); background: var(--_surface); color: var(--_ink); border: 1px solid light-dark(#e2e5eb, #2f343e); overflow-wrap: anywhere }
  .site { margin: 0; font-weight: 600; color: var(--_dim) }
  h2 { margin: 0; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; outline-offset: 4px }
  h2:focus:not(:focus-visible) { outline: none }
  p { margin: 0 }
  .lead { color: var(--_ink) }
  .hint, .foot { color: var(--_dim); font-size: 0.9rem }
  .foot { border-block-start: 1px solid light-dark(#e2e5eb, #2f343e); padding-block-start: 1rem; display: grid; gap: 0.5rem }
  .fault { border-inline-start: 4px solid var(--_danger); padding: 0.5rem 0.75rem; background: light-dark(#fdf1f0, #36211f); border-radius: 0.25rem }
  .fields, .after { display: grid; gap: 0.5rem; justify-items: start }
  .fields:empty, .after:empty { display: none }
  .fields { justify-items: stretch }
  .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem }
  button { min-block-size: 2.75rem; padding: 0.5rem 1rem; border-radius: var(--_radius); font: inherit; color: inherit; cursor: pointer; background: none; border: 1px solid transparent; text-align: start }
  .main { justify-self: stretch; text-align: center; font-weight: 600; background: var(--_accent); color: var(--_on-accent); border-color: var(--_accent) }
  .main:hover { filter: brightness(1.08) }
  .quiet { border-color: var(--_line) }
  .link { padding-inline: 0; color: var(--_accent); text-decoration: underline; text-underline-offset: 3px }
  button:disabled { color: var(--_dim); text-decoration: none; cursor: default }
  .main[aria-disabled='true'] { opacity: 0.75; cursor: progress }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px }
  .choices { display: grid; gap: 0.5rem }
  .choice { display: grid; gap: 0.125rem; border-color: var(--_line) }
  .choice span { color: var(--_dim); text-align: start; unicode-bidi: isolate }
  .choice[aria-pressed='true'] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent) }
  .captcha { display: grid; gap: 0.5rem }
  canvas { inline-size: 100%; max-inline-size: 20rem; aspect-ratio: 3; border-radius: var(--_radius); background: #f4f4f2 }
  meter { inline-size: 8rem; block-size: 0.75rem }
  .contact { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.25rem }
  a { color: var(--_accent) }
  .status:empty { display: none }
  details > summary { cursor: pointer; min-block-size: 1.5rem; color: var(--_accent) }
  ::slotted(*) { all: revert !important; box-sizing: border-box !important; font: inherit !important; color: inherit !important }
  ::slotted(form), ::slotted([hidden]) { display: none !important }
  ::slotted(label) { display: block !important; font-weight: 600 !important }
  ::slotted(input) { display: block !important; inline-size: 100% !important; min-block-size: 2.75rem !important; padding: 0.5rem 0.75rem !important; border: 1px solid var(--_line) !important; border-radius: var(--_radius) !important; background: light-dark(#fff, #14161b) !important; unicode-bidi: plaintext !important }
  ::slotted(input[name='code']) { font-size: 1.5rem !important; letter-spacing: 0.15em !important; font-variant-numeric: tabular-nums !important }
  ::slotted(input:focus) { outline: 3px solid var(--_accent) !important; outline-offset: 1px !important }
  ::slotted(input[aria-invalid='true']) { border-color: var(--_danger) !important; border-width: 2px !important }
  ::slotted(p) { display: block !important; margin: 0 !important; font-size: 0.9rem !important; color: var(--_dim) !important }
  ::slotted([data-part='error']) { color: var(--_danger) !important; font-weight: 600 !important }
  ::slotted([data-part='unseen']) { position: absolute !important; inline-size: 1px !important; block-size: 1px !important; min-block-size: 0 !important; padding: 0 !important; border: 0 !important; clip-path: inset(50%) !important }
  @media (forced-colors: active) { .main, .choice[aria-pressed='true'] { border: 2px solid Highlight } .frame { border-color: CanvasText } }
  @media (prefers-reduced-motion: no-preference) { .frame { transition: opacity 120ms } }
`
