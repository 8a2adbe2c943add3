import { unwrap, type Api, type Meeting, type Transcript } from "@/lib/api/client";
import { TRANSCRIPT } from "@/lib/query-client";

export type RevisedTranscript = { transcript: Transcript; revision: number };

export async function readTranscript(id: string, api: Api): Promise<RevisedTranscript> {
  const call = api.GET("/api/v1/meetings/{meeting_id}/transcript", { params: { path: { meeting_id: id } } });
  const transcript = await unwrap(call);
  const { response } = await call;
  return { transcript, revision: Number(response.headers.get("Scribe-Revision") ?? 0) };
}

export const transcriptOptions = ({ id, result_attempt }: Meeting, api: Api) => ({
  queryKey: [TRANSCRIPT, id, result_attempt],
  queryFn: () => readTranscript(id, api),
});
