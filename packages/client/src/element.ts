import { piecesOf } from './approved.ts';
import { GutCms, Problem } from './client.ts';
import { wordsShown } from './shown.ts';
import type { Claims, Warning } from './verify.ts';
import { isWordForWord, type Piece } from './words.ts';

interface Approved {
  pieces: Piece[];
  claims: Claims;
  warnings: Warning[];
}

/** How the words of the page stand. `verified`: they are the words that were approved. */
export type BadgeState = 'checking' | 'verified' | 'refused' | 'none' | 'unknown';

const texts = {
  en: {
    verified: 'Medically reviewed by {names} on {date}',
    and: ' and ',
    refused: 'The words on this page are not the words that were medically approved.',
    invalid: 'The medical approval of this text does not hold.',
    withdrawn: 'This text has been withdrawn.',
    none: 'Not medically reviewed.',
    unknown: 'It could not be checked whether this page was medically reviewed.',
    uncheckable: 'This page cannot be checked: the approved text has parts that cannot be compared with it.',
    trial: 'Trial certificate',
    overdue: 'The next review is overdue',
  },
  de: {
    verified: 'Medizinisch geprüft von {names} am {date}',
    and: ' und ',
    refused: 'Die Wörter auf dieser Seite sind nicht die medizinisch freigegebenen.',
    invalid: 'Die medizinische Freigabe dieses Textes gilt nicht.',
    withdrawn: 'Dieser Text wurde zurückgezogen.',
    none: 'Nicht medizinisch geprüft.',
    unknown: 'Ob diese Seite medizinisch geprüft wurde, ließ sich nicht feststellen.',
    uncheckable: 'Diese Seite lässt sich nicht prüfen: Der freigegebene Text hat Teile, die sich nicht mit ihr vergleichen lassen.',
    trial: 'Zertifikat zur Probe',
    overdue: 'Die nächste Prüfung ist überfällig',
  },
};

const style = `
  :host { display: block; }
  :host([state=checking]) { visibility: hidden; }
  p { margin: 0; min-height: 2.6em; padding: .5em .75em; border-inline-start: .25em solid; border-radius: .25em; color: #4a4f57; background: #f0f1f3; }
  :host([state=verified]) p { color: #14532d; background: #e7f6ec; }
  :host([state=refused]) p { color: #8a1c1c; background: #fdecec; }
  @media (prefers-color-scheme: dark) {
    p { color: #c9ced6; background: #2a2e35; }
    :host([state=verified]) p { color: #9be7b4; background: #12311d; }
    :host([state=refused]) p { color: #ffb4b4; background: #421515; }
  }`;

/**
 * `<medically-reviewed site="https://gut.example" slug="…" for="text">`: says who reviewed the article when, as long as the certificate holds and the words of the element `for` are the words that were
 * approved. It looks again whenever the page changes.
 */
export class MedicallyReviewed extends HTMLElement {
  static readonly observedAttributes = ['site', 'slug', 'for'];
  #run = 0;
  #watch: AbortController | undefined;
  #frame = 0;
  #approved: Approved | undefined;

  /** How it stands, also as the attribute `state` and with the event `gutcms-state`. */
  get state(): BadgeState {
    return (this.getAttribute('state') ?? 'checking') as BadgeState;
  }

  connectedCallback(): void {
    void this.check();
  }

  disconnectedCallback(): void {
    this.#run++;
    this.#stop();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) {
      void this.check();
    }
  }

  /** Reads the article from the site, verifies its certificate and compares the words; the state that was found. */
  async check(): Promise<BadgeState> {
    const run = ++this.#run;
    this.#stop();
    this.#approved = undefined;
    this.#show('checking', '');
    const found = await this.#read();
    if (run !== this.#run) {
      return this.state;
    }

    if (typeof found === 'string') {
      this.#show(found === 'none' ? found : found === 'unknown' || found === 'uncheckable' ? 'unknown' : 'refused', this.#texts[found]);
      return this.state;
    }

    this.#approved = found;
    this.#compare();
    this.#start();
    return this.state;
  }

  // The whole document: what a page shows also depends on what stands around, and the element may be exchanged for another.
  #start(): void {
    const { signal } = this.#watch = new AbortController();
    const observer = new MutationObserver(records => records.some(({ target }) => target !== this) && this.#compareSoon());
    observer.observe(this.ownerDocument, { subtree: true, childList: true, characterData: true, attributes: true });
    signal.addEventListener('abort', () => observer.disconnect());
    const soon = () => this.#compareSoon();
    for (const event of ['load', 'toggle', 'transitionend', 'animationend']) {
      this.ownerDocument.addEventListener(event, soon, { capture: true, signal });
    }

    addEventListener('load', soon, { signal });
    addEventListener('resize', soon, { signal });
  }

  #stop(): void {
    this.#watch?.abort();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #compareSoon(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#compare();
    });
  }

  // What was approved, or the text that says why there is nothing to compare with. Without an answer of the site nothing is green.
  async #read(): Promise<Approved | 'invalid' | 'withdrawn' | 'none' | 'unknown' | 'uncheckable'> {
    try {
      const client = new GutCms(this.#site);
      const document = await client.article(this.getAttribute('slug') ?? '');
      const { valid, fault, claims, warnings } = await client.verify(document);
      if (!valid) {
        return fault === 'none' ? 'none' : 'invalid';
      }

      if (warnings.includes('statusNotChecked') || warnings.includes('noStatus')) {
        return 'unknown';
      }

      const pieces = piecesOf(document.content, client.site);
      return pieces ? { pieces, claims: claims!, warnings } : 'uncheckable';
    } catch (fault) {
      return fault instanceof Problem && fault.status === 410 ? 'withdrawn' : fault instanceof Problem && fault.status === 404 ? 'invalid' : 'unknown';
    }
  }

  get #site(): string {
    return this.getAttribute('site') ?? location.origin;
  }

  get #shown(): Element | null {
    return this.ownerDocument.getElementById(this.getAttribute('for') ?? '');
  }

  get #texts(): typeof texts.en {
    return this.#language.startsWith('de') ? texts.de : texts.en;
  }

  get #language(): string {
    return this.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  #compare(): void {
    const { pieces, claims, warnings } = this.#approved!;
    let fits: boolean;
    try {
      const shown = this.#shown;
      fits = shown !== null && isWordForWord(wordsShown(shown, this.#site), pieces);
    } catch {
      // A browser that cannot say what it shows.
      this.#show('unknown', this.#texts.unknown);
      return;
    }

    if (!fits) {
      this.#show('refused', this.#texts.refused);
      return;
    }

    const names = claims.approvals.map(({ printedName, credential }) => (credential ? `${printedName}, ${credential}` : printedName));
    const last = claims.approvals.map(approval => approval.decidedUtc).sort().at(-1)!;
    const date = new Intl.DateTimeFormat(this.#language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(last));
    const said = this.#texts.verified.replace('{names}', () => [...new Set(names)].join(this.#texts.and)).replace('{date}', () => date);
    const more = (['trial', 'overdue'] as const).filter(warning => warnings.includes(warning)).map(warning => this.#texts[warning]);
    this.#show('verified', [said, ...more].join(' · '));
  }

  #show(state: BadgeState, text: string): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    let line = root.querySelector('p');
    if (!line) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      line = document.createElement('p');
      line.setAttribute('role', 'status');
      root.append(line);
    }

    if (line.textContent !== text) {
      line.textContent = text;
    }

    if (this.getAttribute('state') !== state) {
      this.setAttribute('state', state);
      this.dispatchEvent(new CustomEvent('gutcms-state', { bubbles: true, detail: state }));
    }
  }
}

if (!customElements.get('medically-reviewed')) {
  customElements.define('medically-reviewed', MedicallyReviewed);
}
