"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { MEETINGS_KEY } from "@/features/meetings/meetings";
import { DropOverlay } from "@/features/upload/drop-overlay";
import { UploadDialog } from "@/features/upload/upload-dialog";
import { UploadQueue, type Upload } from "@/features/upload/upload-queue";
import { UploadTray } from "@/features/upload/upload-tray";

type UploadDialogControl = {
  /** Open the system's file dialog. */
  chooseFiles: () => void;
};

const UploadContext = createContext<UploadDialogControl | null>(null);
const NO_UPLOADS: readonly Upload[] = [];

export function useUploadDialog(): UploadDialogControl {
  const control = useContext(UploadContext);
  if (!control) throw new Error("useUploadDialog needs an UploadProvider above it");
  return control;
}

export function UploadProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [queue] = useState(
    () => new UploadQueue(() => void queryClient.invalidateQueries({ queryKey: MEETINGS_KEY })),
  );
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot, () => NO_UPLOADS);
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.isBusy) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [queue]);

  const addFiles = useCallback((files: readonly File[]) => {
    setChosen((before) => [...before, ...files]);
  }, []);
  const control = useMemo(() => ({ chooseFiles: () => input.current?.click() }), []);

  return (
    <UploadContext value={control}>
      {children}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="audio/*,video/*"
        data-testid="recordings"
        onChange={(event) => {
          addFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <DropOverlay onDrop={addFiles} />
      <UploadDialog files={chosen} onChange={setChosen} onSubmit={(recordings) => queue.add(recordings)} />
      <UploadTray uploads={uploads} queue={queue} />
    </UploadContext>
  );
}
