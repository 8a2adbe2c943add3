import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "@/lib/api/problem";

/** Until when meetings are kept. */
export const RETENTION_KEY = ["retention"] as const;

export const ME_KEY = ["me"] as const;

/** Begins the keys of transcripts. */
export const TRANSCRIPT = "transcript";

const MAX_RETRIES = 2;

/** Return whether to retry: only after an outage, as a refused request will be refused again. */
function isWorthRetrying(failures: number, error: Error): boolean {
  const isOutage = error instanceof ProblemError && (error.status === 0 || error.status >= 500);
  return isOutage && failures < MAX_RETRIES;
}

export function createQueryClient(): QueryClient {
  const noticeEndOfSession = (error: Error) => {
    if (!(error instanceof ProblemError)) return;
    if (error.status === 401) client.setQueryData(ME_KEY, null);
    // Asked anew, the account says that it has to set one up.
    if (error.code === "second_factor_missing") void client.invalidateQueries({ queryKey: ME_KEY });
  };
  const client = new QueryClient({
    defaultOptions: {
      // Only the gateway is asked, which may run on this machine: whether the browser believes that it is online says
      // nothing about it.
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        retry: isWorthRetrying,
        staleTime: 5_000,
      },
      mutations: { networkMode: "always" },
    },
    queryCache: new QueryCache({ onError: noticeEndOfSession }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.signsIn !== true) noticeEndOfSession(error);
      },
    }),
  });
  return client;
}
