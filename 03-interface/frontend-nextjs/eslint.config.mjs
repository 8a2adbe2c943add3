/*
 * The order of the source: each folder imports only from the layers before its own, and never from its neighbours in
 * the same layer.
 *
 * - src: `lib`, `i18n` and `server` know nothing of the rest; then what things look like (`components`) and what the
 *   product is about (`entities`: data of the gateway and what is computed from it); then `features`, the parts of
 *   pages that a user sees; then `app`, the pages.
 * - src/entities: none knows another, but comments know the words that they are about.
 * - src/features: from those that stand alone up to the page of one meeting and the shell around all pages.
 *
 * A new folder goes into the lowest layer that stands above all it imports. What two neighbours share moves below them.
 */
import { readdirSync } from "node:fs";
import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import prettier from "eslint-config-prettier";

const ORDER = {
  src: [["lib", "i18n", "server"], ["components", "entities"], ["features"], ["app"]],
  "src/entities": [["meeting", "session", "transcript"], ["comment"]],
  "src/features": [
    ["account", "administration", "player", "recording", "session", "sharing", "tags"],
    ["voices"],
    ["editing", "upload"],
    ["meeting-actions"],
    ["comments", "importing", "library", "minutes", "transcript"],
    ["asking"],
    ["meeting", "shell"],
    ["guest"],
  ],
};

/** For each folder, the zone that it must not import from: its parent, except itself and the layers before its own. */
function zonesOf(parent, layers) {
  const missing = readdirSync(`${import.meta.dirname}/${parent}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !layers.flat().includes(entry.name))
    .map((entry) => entry.name);
  if (missing.length > 0) throw new Error(`Not in the order of ${parent}: ${missing.join(", ")}`);
  return layers.flatMap((layer, level) =>
    layer.map((name) => ({
      target: `./${parent}/${name}`,
      from: `./${parent}`,
      except: [name, ...layers.slice(0, level).flat()].map((allowed) => `./${allowed}`),
      message: `See the order of ${parent} in eslint.config.mjs.`,
    })),
  );
}

const config = [
  { ignores: [".next/**", "next-env.d.ts", "src/lib/api/schema.d.ts"] },
  ...next,
  ...typescript,
  prettier,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    // The plugin "import" and its resolver come with eslint-config-next.
    // It looks for circles among our own files only: reading every package takes a minute.
    files: ["src/**"],
    settings: { "import/ignore": ["node_modules"] },
    rules: {
      "import/no-cycle": ["error", { ignoreExternal: true }],
      "import/no-restricted-paths": [
        "error",
        {
          basePath: import.meta.dirname,
          zones: Object.entries(ORDER).flatMap(([parent, layers]) => zonesOf(parent, layers)),
        },
      ],
    },
  },
  { files: ["scripts/**", "tests/**"], rules: { "no-console": "off" } },
];

export default config;
