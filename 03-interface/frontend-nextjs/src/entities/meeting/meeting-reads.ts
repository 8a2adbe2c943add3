import type { ListQuery } from "@/entities/meeting/list-query";
import { rangeOf } from "@/entities/meeting/period";
import { unwrap, type Api } from "@/lib/api/client";

/* How meetings are read and kept, by browsers and by the server for a page that it sends. */

export const MEETINGS_KEY = ["meetings"] as const;
export const PAGE_SIZE = 20;

export const meetingKey = (id: string) => [...MEETINGS_KEY, "one", id] as const;

type Context = { signal: AbortSignal };

export const meetingOptions = (id: string, api: Api) => ({
  queryKey: meetingKey(id),
  queryFn: () => unwrap(api.GET("/api/v1/meetings/{meeting_id}", { params: { path: { meeting_id: id } } })),
});

export const pageOptions = (query: ListQuery, api: Api) => ({
  queryKey: [...MEETINGS_KEY, "page", query],
  queryFn: ({ signal }: Context) => {
    const { since, before } = rangeOf(query, new Date());
    return unwrap(
      api.GET("/api/v1/meetings", {
        signal,
        params: {
          query: {
            page: query.page,
            size: PAGE_SIZE,
            sort: query.sort,
            q: query.q || undefined,
            status: query.status ?? undefined,
            speaker: query.speaker ?? undefined,
            owner: query.owner ?? undefined,
            tags: query.tags,
            since: since?.toISOString(),
            before: before?.toISOString(),
          },
        },
      }),
    );
  },
});
