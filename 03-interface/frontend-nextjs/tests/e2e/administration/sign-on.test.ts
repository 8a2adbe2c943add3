import { createTranslator } from "next-intl";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import en from "@messages/en.json";
import fr from "@messages/fr.json";
import { violations } from "../support/accessibility";
import { launchBrowser } from "../support/browser";
import { providerOf, type Provider } from "../support/companions/provider";
import { siteWith, type Site } from "../support/companions/web";
import { LANGUAGES } from "../support/languages";

const LABEL = "Acme";
const stamp = Date.now();
const say = {
  fr: createTranslator({ locale: "fr", messages: fr }),
  en: createTranslator({ locale: "en", messages: en }),
};
type Say = (typeof say)[keyof typeof say];

function person(name: string) {
  const sub = `${name}-${stamp}`;
  return { sub, name, email: `${sub}@example.org`, email_verified: true };
}
const newcomers = { fr: person("ines"), en: person("ada") };
const parting = { fr: person("lea"), en: person("tom") };
const leaver = person("noe");
const boss = { ...person("camille"), groups: ["staff", "scribe admins"] };
const impostor = { ...person("eve"), email: newcomers.fr.email, email_verified: false };

let browser: Browser;
let provider: Provider;
let site: Site;

beforeAll(async () => {
  [browser, provider] = await Promise.all([
    launchBrowser(),
    providerOf([...Object.values(newcomers), ...Object.values(parting), leaver, boss, impostor]),
  ]);
  site = await siteWith({
    SCRIBE_OIDC_ISSUER: provider.issuer,
    SCRIBE_OIDC_CLIENT_ID: "scribe",
    SCRIBE_OIDC_CLIENT_SECRET: "known to both",
    SCRIBE_OIDC_LABEL: LABEL,
    SCRIBE_OIDC_ADMIN_GROUP: "scribe admins",
  });
}, 120_000);
afterAll(() => Promise.all([browser.close(), provider.stop(), site.stop()]));

async function newPage(locale: string): Promise<Page> {
  return (await browser.newContext({ baseURL: site.url, locale })).newPage();
}

function button(page: Page, t: Say) {
  return page.getByRole("link", { name: t("account.signOn", { name: LABEL }) });
}

async function goToProvider(page: Page, t: Say): Promise<void> {
  await button(page, t).click();
  await page.waitForURL(`${provider.issuer}/**`);
}

/** Give the name of somebody at the provider, as if its password had been given too. */
function authorize(page: Page, { sub }: { sub: string }): Promise<void> {
  return page.getByRole("button", { name: sub }).click();
}

async function me(context: BrowserContext): Promise<{ status: number; id?: string }> {
  const answer = await context.request.get("/api/v1/auth/me");
  return { status: answer.status(), ...((await answer.json()) as { id?: string }) };
}

it.each(LANGUAGES)(
  "makes an account, and ends its session here and at the provider, in %s",
  async (locale) => {
    const t = say[locale];
    const page = await newPage(locale);
    await page.goto("/account");
    await button(page, t).waitFor();
    if (locale === "fr") expect(await violations(page)).toEqual([]);
    await goToProvider(page, t);
    await authorize(page, newcomers[locale]);
    await page.waitForURL("**/account");
    await page.getByText(t("profile.noPassword", { name: LABEL })).waitFor();
    await page.getByText(newcomers[locale].email).waitFor();
    expect(await page.getByLabel(t("profile.current")).count()).toBe(0);
    if (locale === "fr") expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: t("shell.userMenu") }).click();
    await page.getByRole("menuitem", { name: t("shell.logout") }).click();
    await page.waitForURL(`${provider.issuer}/oauth2/end_session?**`);
    await page.getByRole("button", { name: "End session" }).click();
    await page.waitForURL("**/login");
    await button(page, t).waitFor();
    expect((await me(page.context())).status).toBe(401);
    await page.context().close();
  },
);

it.each(LANGUAGES)("deletes its account by its address, there being no password, in %s", async (locale) => {
  const t = say[locale];
  const { email } = parting[locale];
  const page = await newPage(locale);
  await page.goto("/account");
  await goToProvider(page, t);
  await authorize(page, parting[locale]);
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: t("profile.deleteButton") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(t("profile.deleteEmailHint", { email })).waitFor();
  const field = dialog.getByLabel(t("profile.deleteEmail"));
  const confirm = dialog.getByRole("button", { name: t("profile.deleteConfirm") });
  await field.fill(leaver.email);
  await confirm.click();
  await dialog.getByText(t("problems.wrong_email")).waitFor();
  expect(await violations(page)).toEqual([]);
  await field.fill(email);
  await confirm.click();
  await page.waitForURL("**/login");
  expect((await me(page.context())).status).toBe(401);
  await page.context().close();
});

it("makes administrators of a group of the provider, and leads everybody else back who may not enter", async () => {
  const t = say.en;
  const page = await newPage("en");
  const context = page.context();
  const turnedBack = async (code: keyof typeof en.problems) => {
    await page.waitForURL(`**/login?problem=${code}`);
    await page.getByText(t(`problems.${code}`)).waitFor();
    expect((await me(context)).status).toBe(401);
  };
  await page.goto("/login");

  await goToProvider(page, t);
  await page.getByRole("button", { name: "Deny" }).click();
  await turnedBack("sign_on_refused");

  await goToProvider(page, t);
  await page.goto(`${site.url}/api/v1/auth/sign-on/callback?code=theirs&state=of-another-browser`);
  await turnedBack("sign_on_refused");

  // Ten minutes later the browser has forgotten that it was on the way.
  await goToProvider(page, t);
  await context.clearCookies({ name: "scribe_sign_on" });
  await authorize(page, newcomers.en);
  await turnedBack("sign_on_refused");

  await goToProvider(page, t);
  await authorize(page, impostor);
  await turnedBack("sign_on_email_taken");

  await goToProvider(page, t);
  await authorize(page, leaver);
  await page.waitForURL("**/meetings");
  const { id } = await me(context);

  const desk = await newPage("en");
  await desk.goto("/admin/users");
  await goToProvider(desk, t);
  await authorize(desk, boss);
  await desk.waitForURL("**/admin/users");
  await desk.getByRole("heading", { name: t("accounts.title") }).waitFor();
  const disabled = await desk.request.patch(`/api/v1/admin/users/${id}`, {
    headers: { Origin: site.url },
    data: { disabled: true },
  });
  expect(disabled.status()).toBe(200);
  await page.goto("/login");
  await goToProvider(page, t);
  await authorize(page, leaver);
  await turnedBack("account_disabled");

  await provider.stop();
  await button(page, t).click();
  await turnedBack("sign_on_unavailable");
  await Promise.all([context.close(), desk.context().close()]);
});

it("says in French, too, why nobody was let in", async () => {
  const page = await newPage("fr");
  const codes = ["refused", "email_taken", "not_allowed", "unavailable"] as const;
  for (const code of codes) {
    await page.goto(`/login?problem=sign_on_${code}`);
    await page.getByText(say.fr(`problems.sign_on_${code}`)).waitFor();
  }
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
