import createClient, { type Client } from "openapi-fetch";
import { ProblemError } from "@/lib/api/problem";
import type { components, paths } from "@/lib/api/schema";
import { sessionFetch } from "@/lib/api/session";

export type Meeting = components["schemas"]["Meeting"];
export type OptionsChange = components["schemas"]["OptionsChange"];
export type PassageLanguage = components["schemas"]["PassageLanguage"];
export type ListedMeeting = components["schemas"]["ListedMeeting"];
export type MeetingTag = components["schemas"]["MeetingTag"];
export type Tag = components["schemas"]["Tag"];
export type TagColor = components["schemas"]["TagColor"];
export type Comment = components["schemas"]["Comment"];
export type Match = components["schemas"]["Match"];
export type FoundPassage = components["schemas"]["FoundPassage"];
export type MeetingStatus = components["schemas"]["MeetingStatus"];
export type Stage = components["schemas"]["Stage"];
export type Transcript = components["schemas"]["Transcript"];
export type Speaker = components["schemas"]["Speaker"];
export type Segment = Transcript["segments"][number];
export type Edit = components["schemas"]["Edit"];
export type Operation = Edit["operation"];
export type Changes = components["schemas"]["Changes"];
export type MeetingChange = components["schemas"]["MeetingChange"];
export type Saved = components["schemas"]["Saved"];
export type Revision = components["schemas"]["Revision"];
export type Deed = components["schemas"]["Deed"];
export type Peaks = components["schemas"]["Peaks"];
export type Voice = components["schemas"]["Voice"];
export type Upload = components["schemas"]["Upload"];
export type UploadSummary = components["schemas"]["UploadSummary"];
export type Permission = components["schemas"]["Permission"];
export type Sharing = components["schemas"]["Sharing"];
export type GuestLink = components["schemas"]["GuestLink"];
export type NewGuestLink = components["schemas"]["NewGuestLink"];
export type GuestMeeting = components["schemas"]["GuestMeeting"];
export type Minutes = components["schemas"]["Minutes"];
export type MinutesState = components["schemas"]["MinutesState"];
export type MinutesItem = components["schemas"]["Item"];
export type Template = components["schemas"]["ListedTemplate"];
export type MinutesChange = components["schemas"]["Change"];
export type MinutesPreference = components["schemas"]["Preference"];
export type Scope = components["schemas"]["Scope"];
export type Conversation = components["schemas"]["Conversation"];
export type ConversationMessage = components["schemas"]["ConversationMessage"];
export type Claim = components["schemas"]["Claim"];
export type ClaimEvidence = components["schemas"]["ClaimEvidence"];
export type FoundStretch = components["schemas"]["FoundStretch"];
export type User = components["schemas"]["Me"];
export type ApiToken = components["schemas"]["ApiToken"];
export type ExportFormat =
  paths["/api/v1/meetings/{meeting_id}/export/{export_format}"]["get"]["parameters"]["path"]["export_format"];

/** What asks the gateway: a browser, or the server for a page. */
export type Api = Client<paths>;

export const api: Api = createClient<paths>({
  baseUrl: typeof window === "undefined" ? "" : window.location.origin,
  fetch: sessionFetch,
});

/** What any call is that may have a body, and none that is only ever 204, which takes `settle`. */
type WithBody<T> = [NonNullable<T>] extends [never] ? never : unknown;

/** Return the data of a response; throw a ProblemError for any other. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }> & WithBody<T>,
): Promise<NonNullable<T>> {
  const answer = await whole(call);
  if (answer.data === undefined || answer.data === null)
    throw ProblemError.from(answer.error, answer.response.status);
  return answer.data;
}

/** Wait for a response without a body; throw a ProblemError if it failed. */
export async function settle(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  await whole(call);
}

async function whole<A extends { error?: unknown; response: Response }>(call: Promise<A>): Promise<A> {
  const answer = await call.catch(() => {
    throw ProblemError.offline();
  });
  if (!answer.response.ok) throw ProblemError.from(answer.error, answer.response.status);
  return answer;
}
