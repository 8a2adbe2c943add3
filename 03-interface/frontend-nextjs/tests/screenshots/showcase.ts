import { randomUUID } from "node:crypto";
import type { Page, Route } from "playwright-core";
import { speakerId } from "@/entities/transcript/speakers/speaker-id";
import { wavHeader } from "../e2e/support/wav";
import type { Locale } from "./camera";

/** Seconds. */
const DURATION = 4_332;
const RATE = 3_000;
const POINTS_PER_SECOND = 10;
const DAY_MS = 86_400_000;

const NAMES = ["Camille Renard", "Yanis Benali", "Inès Moreau", null] as const;

/** Speakers and sentences, repeated until the recording is full. */
const SAID: Record<Locale, readonly (readonly [number, string])[]> = {
  fr: [
    [
      0,
      "Bonjour à tous. On a une heure, et je voudrais qu’on sorte d’ici avec une date pour la mise en ligne.",
    ],
    [
      1,
      "De mon côté tout est prêt, sauf la reprise des anciens comptes. Les derniers essais sont passés hier soir.",
    ],
    [0, "Qu’est-ce qui manque exactement pour les comptes ?"],
    [
      1,
      "Il en reste à peu près deux mille qui n’ont pas d’adresse valable. On peut les reprendre à la main, ou bien les laisser fermés et attendre que les gens nous écrivent. J’aurais tendance à préférer la seconde solution, parce que la moitié n’a pas servi depuis trois ans.",
    ],
    [
      2,
      "Attention, dans cette moitié il y a les adhérents de l’Isère. Ils ne se connectent jamais, mais ils appellent.",
    ],
    [3, "Je confirme. On les a au téléphone toutes les semaines."],
    [
      0,
      "Alors on reprend ceux-là, et on laisse les autres. Inès, tu pourrais nous donner la liste d’ici vendredi ?",
    ],
    [2, "Oui, vendredi midi au plus tard. J’aurai besoin d’un export, par contre, je n’ai plus les droits."],
    [
      1,
      "Je te le prépare cet après-midi. Ensuite, pour le budget : l’hébergement nous coûtera quatre cents euros par mois au lieu de sept cents, même en comptant les sauvegardes. C’est la bonne nouvelle de la semaine.",
    ],
    [0, "Très bien. Donc la mise en ligne le 12, si la liste arrive vendredi. Tout le monde est d’accord ?"],
    [3, "D’accord, mais pas avant dix heures, que le standard soit là."],
    [2, "Je préviens l’équipe et j’envoie le compte rendu."],
  ],
  en: [
    [
      0,
      "Good morning, everybody. We have an hour, and I’d like us to leave this room with a date for the launch.",
    ],
    [
      1,
      "Everything is ready on my side, except for moving the old accounts. The last tests passed yesterday evening.",
    ],
    [0, "What exactly is missing for the accounts?"],
    [
      1,
      "There are about two thousand left without a valid address. We can move them by hand, or leave them closed and wait until people write to us. I’d rather do the second, because half of them have not been used for three years.",
    ],
    [2, "Careful, that half includes the members in Cornwall. They never sign in, but they do call."],
    [3, "They do. We have them on the phone every week."],
    [0, "Then we move those and leave the others. Inès, could you give us the list by Friday?"],
    [2, "Yes, Friday noon at the latest. I will need an export, though, I have no access any more."],
    [
      1,
      "I’ll prepare it this afternoon. Next, the budget: hosting will be four hundred a month instead of seven hundred, backups included. That is this week’s good news.",
    ],
    [0, "Very good. So we launch on the 12th, if the list is here on Friday. Does everybody agree?"],
    [3, "Agreed, but not before ten, so that the desk is there."],
    [2, "I’ll tell the team and send the minutes."],
  ],
};

const TITLES: Record<Locale, readonly string[]> = {
  fr: [
    "Comité de pilotage : mise en ligne",
    "Entretien avec Mme Lefèvre",
    "Point commercial du lundi",
    "Conseil d’administration, deuxième trimestre",
    "Atelier accueil des nouveaux",
    "Appel avec le cabinet comptable",
    "Rétrospective",
  ],
  en: [
    "Steering committee: launch",
    "Interview with Ms Lefèvre",
    "Monday sales call",
    "Board meeting, second quarter",
    "Workshop on welcoming newcomers",
    "Call with the accountants",
    "Retrospective",
  ],
};

/** Return a segment whose words last some tenths of a second, a few of them uncertain. */
function segmentAt(id: number, start: number, speaker: number, text: string) {
  let at = start;
  const words = text.split(" ").map((word, place) => {
    const length = 0.12 + word.length * 0.045;
    const spoken = {
      start: at,
      end: at + length,
      text: word,
      probability: (id * 7 + place * 3) % 41 === 0 ? 0.31 : 0.96,
      speaker: speakerId(speaker),
    };
    at += length + 0.06;
    return spoken;
  });
  return { id, speaker: speakerId(speaker), start, end: at, text, words };
}

/** Return the speaker of a sentence: first everybody in turn, then one leads with remarks by the others. */
function lineAt(lines: readonly (readonly [number, string])[], id: number): readonly [number, string] {
  if (id < lines.length || id % 6 === 5) return lines[id % lines.length]!;
  const leader = [1, 2, 1, 0, 3, 1, 2, 0][Math.floor(id / 27) % 8]!;
  const own = lines.filter(([speaker]) => speaker === leader);
  return own[id % own.length]!;
}

function transcriptOf(meetingId: string, locale: Locale) {
  const lines = SAID[locale];
  const segments = [];
  const seconds = NAMES.map(() => 0);
  for (let at = 1.4, id = 0; at < DURATION - 25; id += 1) {
    const [speaker, text] = lineAt(lines, id);
    const segment = segmentAt(id, at, speaker, text);
    segments.push(segment);
    seconds[speaker]! += segment.end - segment.start;
    at = segment.end + (id % 50 === 49 ? 24 : 0.5 + ((id * 13) % 7) / 4);
  }
  const speakers = NAMES.map((name, number) => ({
    id: speakerId(number),
    name,
    voice_id: number < 2 ? randomUUID() : null,
    similarity: number < 2 ? 0.87 - number * 0.09 : null,
    speech_seconds: seconds[number]!,
  }));
  const models = { diarization: "", identification: "", transcription: "" };
  return {
    schema_version: 1,
    meeting_id: meetingId,
    language: locale,
    language_probability: 1,
    duration: DURATION,
    models,
    speakers,
    segments,
  };
}

/** Return the peaks of a recording of people who speak in turn. */
function peaksOf({ segments }: ReturnType<typeof transcriptOf>) {
  const peaks = Array.from({ length: DURATION * POINTS_PER_SECOND }, () => 0.015);
  for (const { id, start, end } of segments) {
    for (let at = Math.floor(start * POINTS_PER_SECOND); at < end * POINTS_PER_SECOND; at += 1) {
      const swell = 0.5 + 0.3 * Math.sin(at / 370 + id / 9) + 0.2 * Math.sin(at / 37 + id);
      peaks[at] = swell * (0.25 + 0.75 * Math.abs(Math.sin(at * 12.9898 + id) * Math.cos(at * 0.7)));
    }
  }
  return { duration: DURATION, points_per_second: POINTS_PER_SECOND, peaks };
}

function meetingAt(place: number, locale: Locale) {
  const hoursAgo = [2, 3, 27, 50, 75, 290, 420][place]!;
  const at = new Date(Date.now() - (hoursAgo / 24) * DAY_MS).toISOString();
  const status = ["completed", "processing", "completed", "completed", "failed", "completed", "completed"][
    place
  ]!;
  const isDone = status === "completed";
  const title = TITLES[locale][place]!;
  return {
    id: randomUUID(),
    title,
    filename: `${title}.m4a`,
    content_type: "audio/mp4",
    size_bytes: 48_211_004,
    status,
    stage: isDone ? "cleanup" : "transcribe",
    fraction: isDone ? 1 : 0.62,
    eta_seconds: isDone ? null : 340,
    duration: isDone ? DURATION - place * 431 : 2_710,
    language: isDone ? locale : null,
    speakers: isDone ? 4 - (place % 3) : null,
    attempt: 1,
    result_attempt: isDone ? 1 : null,
    attempt_status: status,
    passage: null,
    has_recording: true,
    on_hold: false,
    imported: false,
    held_at: at,
    options: {
      language: null,
      hotwords: null,
      speakers: { exact: null, minimum: null, maximum: null },
      channels: "mix",
      identify: true,
    },
    failure: status === "failed" ? { code: "no_audio", detail: null } : null,
    created_at: at,
    updated_at: at,
    started_at: at,
    finished_at: isDone ? at : null,
    permission: place === 3 ? "edit" : "owner",
    owner_name: place === 3 ? "Zoé Lefèvre" : "Camille Renard",
    shares: place === 0 ? 2 : 0,
    groups: [],
    tags: tagsOf(locale, place),
    opening: isDone ? openingOf(locale, place) : null,
    matches: [] as unknown[],
    match_count: 0,
  };
}

/** Return who is heard first in a meeting, and its first words. */
function openingOf(locale: Locale, place: number) {
  const [, words] = lineAt(SAID[locale], place);
  const people = NAMES.slice(0, 4 - (place % 3)).map((name, at) => ({ name, number: at + 1 }));
  return { people, words };
}

function tagsOf(locale: Locale, place: number) {
  const [launch, budget] = [
    { id: "tag-launch", name: locale === "fr" ? "Mise en ligne" : "Launch", color: "teal", own: true },
    { id: "tag-budget", name: "Budget", color: "yellow", own: true },
  ];
  if (place === 0) return [launch, budget];
  return place === 5 ? [budget] : [];
}

/** Answer with a silent recording, in the byte ranges that a player requests. */
function answerAudio(route: Route, audio: Buffer): Promise<void> {
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(route.request().headers().range ?? "bytes=0-") ?? [];
  const start = Number(from ?? 0);
  const end = Math.min(to ? Number(to) : start + 2 ** 20, audio.length - 1);
  return route.fulfill({
    status: 206,
    contentType: "audio/wav",
    headers: { "accept-ranges": "bytes", "content-range": `bytes ${start}-${end}/${audio.length}` },
    body: audio.subarray(start, end + 1),
  });
}

function silence(): Buffer {
  const size = DURATION * RATE;
  return Buffer.concat([wavHeader({ rate: RATE, channels: 1, bits: 8 }, size), Buffer.alloc(size, 128)]);
}

/** Return matches of the searched word in a few meetings, as the gateway does. */
function found(locale: Locale, meetings: readonly ReturnType<typeof meetingAt>[]) {
  const [before, word, after] =
    locale === "fr"
      ? ["Ensuite, pour le ", "budget", " : l’hébergement nous coûtera quatre cents euros par mois."]
      : ["Next, the ", "budget", ": hosting will be four hundred a month instead of seven hundred."];
  const match = (start: number, speaker: string | null) => ({
    start,
    speaker,
    speaker_number: 4,
    fragments: [
      { text: before, found: false },
      { text: word, found: true },
      { text: after, found: false },
    ],
  });
  return [meetings[0]!, meetings[3]!, meetings[5]!].map((meeting, place) => ({
    ...meeting,
    matches: [match(72.4, NAMES[1]), match(1_318, NAMES[2]), match(2_890, null)].slice(0, 3 - place),
    match_count: [6, 2, 1][place],
  }));
}

/** Answer in place of the gateway: the meetings of a small company, one of them 1 h 12 min long. */
export async function stageShowcase(page: Page, locale: Locale): Promise<{ path: string }> {
  const meetings = TITLES[locale].map((_, place) => meetingAt(place, locale));
  const meeting = meetings[0]!;
  const transcript = transcriptOf(meeting.id, locale);
  const audio = silence();
  const own = `**/api/v1/meetings/${meeting.id}`;
  await page.route("**/api/v1/meetings/speakers", (route) =>
    route.fulfill({ json: NAMES.flatMap((name, place) => (name ? [{ name, meetings: 6 - place }] : [])) }),
  );
  await page.route("**/api/v1/meetings?*", (route) => {
    const items = route.request().url().includes("q=") ? found(locale, meetings) : meetings;
    return route.fulfill({ json: { items, total: items.length, page: 1, size: 20 } });
  });
  await page.route(own, (route) => route.fulfill({ json: meeting }));
  await page.route(`${own}/transcript`, (route) =>
    route.fulfill({ json: transcript, headers: { "Scribe-Revision": "4" } }),
  );
  await page.route(`${own}/peaks`, (route) => route.fulfill({ json: peaksOf(transcript) }));
  await page.route(`${own}/audio`, (route) => answerAudio(route, audio));
  await page.route(`${own}/revisions?*`, (route) => route.fulfill({ json: history(locale) }));
  await page.route(`${own}/shares`, (route) => route.fulfill({ json: sharing() }));
  return { path: `/meetings/${meeting.id}` };
}

function history(locale: Locale) {
  const author = { id: randomUUID(), name: "Camille Renard" };
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const nobody = { number: 0, author: null, attempt: 1, created_at: at(118), deed: { kind: "machine" } };
  const text = locale === "fr" ? ["l’hisère", "l’Isère"] : ["corn wall", "Cornwall"];
  const items = [
    { kind: "reassign", into: speakerId(3), after: NAMES[2], start: 49, count: 1 },
    { kind: "edit", start: 38.2, before: text[0], after: text[1] },
    { kind: "rename", speaker: speakerId(2), before: null, after: NAMES[2] },
    { kind: "rename", speaker: speakerId(0), before: null, after: NAMES[0] },
  ].map((deed, place) => ({ number: 4 - place, author, attempt: 1, created_at: at(6 + place * 9), deed }));
  return { items: [...items, nobody], total: 5, page: 1, size: 20 };
}

function sharing() {
  const shares = [
    { user_id: randomUUID(), name: "Inès Moreau", email: "ines.moreau@example.org", permission: "edit" },
    { user_id: randomUUID(), name: "Yanis Benali", email: "yanis.benali@example.org", permission: "read" },
  ];
  const groups = [{ group_id: randomUUID(), name: "Direction", members: 7, permission: "read" }];
  return { owner_name: "Camille Renard", shares, groups };
}
