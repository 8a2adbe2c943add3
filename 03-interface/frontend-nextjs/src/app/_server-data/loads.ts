import type { ListQuery } from "@/entities/meeting/list-query";
import { meetingOptions, pageOptions } from "@/entities/meeting/meeting-reads";
import { isDay } from "@/entities/meeting/period";
import { transcriptOptions } from "@/entities/transcript/transcript-reads";
import { unwrap } from "@/lib/api/client";
import { ME_KEY } from "@/lib/query-client";
import type { Load } from "@/app/_server-data/server-data";

/** A longer transcript would hold up the page that it is in. */
const MAX_SECONDS = 4 * 3_600;

export const loadMe: Load = (visitor, cache) =>
  cache.prefetchQuery({ queryKey: ME_KEY, queryFn: () => unwrap(visitor.GET("/api/v1/auth/me")) });

/** Load a page of the list without the meetings whose deletion has begun in the browser: it may not be done yet. */
export function loadList(query: ListQuery, deleting: ReadonlySet<string>): Load {
  return async (visitor, cache) => {
    // Days begin when they do for the browser.
    if (query.period || isDay(query.from) || isDay(query.to)) return;
    const { queryKey, queryFn } = pageOptions(query, visitor);
    await cache.prefetchQuery({
      queryKey,
      queryFn: async (context) => {
        const page = await queryFn(context);
        const items = page.items.filter(({ id }) => !deleting.has(id));
        return { ...page, items, total: page.total - (page.items.length - items.length) };
      },
    });
  };
}

export function loadMeeting(id: string): Load {
  return async (visitor, cache) => {
    const meeting = await cache.fetchQuery(meetingOptions(id, visitor));
    if (meeting.result_attempt === null || (meeting.duration ?? 0) > MAX_SECONDS) return;
    await cache.prefetchQuery(transcriptOptions(meeting, visitor));
  };
}
