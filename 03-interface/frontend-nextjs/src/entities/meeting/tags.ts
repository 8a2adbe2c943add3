"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { api, settle, unwrap, type Meeting, type MeetingTag, type TagColor } from "@/lib/api/client";

export const TAG_COLORS = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
] as const satisfies readonly TagColor[];

// Under the meetings: they show their tags, and tags count their meetings.
const TAGS_KEY = [...MEETINGS_KEY, "tags"] as const;

/** Query one's own tags and those that others show. */
export function useTags() {
  return useQuery({ queryKey: TAGS_KEY, queryFn: () => unwrap(api.GET("/api/v1/tags")) });
}

function useTagChange<V, R>(change: (variables: V) => Promise<R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
}

export const useCreateTag = () =>
  useTagChange((body: { name: string; color: TagColor }) =>
    unwrap(api.POST("/api/v1/tags", { body: { ...body, shared: false } })),
  );

export const useChangeTag = () =>
  useTagChange(({ id, ...body }: { id: string; name?: string; color?: TagColor; shared?: boolean }) =>
    unwrap(api.PATCH("/api/v1/tags/{tag_id}", { params: { path: { tag_id: id } }, body })),
  );

export function deleteTag(id: string): Promise<void> {
  return settle(api.DELETE("/api/v1/tags/{tag_id}", { params: { path: { tag_id: id } }, keepalive: true }));
}

/** Put a tag on a meeting, or take it off. */
export function setTag(meetingId: string, tagId: string, isOn: boolean): Promise<void> {
  const call = { params: { path: { meeting_id: meetingId, tag_id: tagId } } };
  const path = "/api/v1/meetings/{meeting_id}/tags/{tag_id}";
  return settle(isOn ? api.PUT(path, call) : api.DELETE(path, call));
}

/** Return whether all, some or none of the meetings bear a tag. */
export function tagState(
  meetings: readonly Pick<Meeting, "tags">[],
  { id }: Pick<MeetingTag, "id">,
): "all" | "some" | "none" {
  const bearing = meetings.filter(({ tags }) => tags.some((tag) => tag.id === id)).length;
  if (bearing === 0) return "none";
  return bearing === meetings.length ? "all" : "some";
}

/** Return how a tag's box looks: as it was ticked, if it was, until then by how many meetings bear it. */
export function shownState(
  meetings: readonly Pick<Meeting, "tags">[],
  tag: Pick<MeetingTag, "id">,
  wanted: ReadonlyMap<string, boolean>,
): "all" | "some" | "none" {
  const isOn = wanted.get(tag.id);
  return isOn === undefined ? tagState(meetings, tag) : isOn ? "all" : "none";
}

/** Return the color for a new tag: the one that the fewest have, gray last. */
export function nextColor(tags: readonly Pick<MeetingTag, "color">[]): TagColor {
  const [gray, ...bright] = TAG_COLORS;
  const uses = (color: TagColor) => tags.filter((tag) => tag.color === color).length;
  return [...bright, gray].reduce((best, color) => (uses(color) < uses(best) ? color : best));
}
