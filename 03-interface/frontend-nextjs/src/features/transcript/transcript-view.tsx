"use client";

import { defaultRangeExtractor, observeWindowOffset, useWindowVirtualizer } from "@tanstack/react-virtual";
import { LocateFixed } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import type { Match } from "@/entities/transcript/find";
import { blockOfWord, type Block, type TranscriptModel } from "@/entities/transcript/model";
import { formatPassage } from "@/entities/transcript/passage";
import { NO_WORD, blockAt, findLastBegunWord } from "@/entities/transcript/spoken-word";
import type { NotedSpan } from "@/entities/comment/noted-span";
import type { Draft } from "@/features/editing/draft/open-draft";
import type { BlockTools } from "@/features/editing/draft/use-draft";
import { usePlayer, usePlayerState } from "@/features/player/player-context";
import { BlockView } from "@/features/transcript/block/block-view";
import { chosenEnds, withPinned } from "@/features/transcript/chosen-words";
import { SelectionBar, type ClipAddress, type NoteTools } from "@/features/transcript/selection-bar";
import type { Finding } from "@/features/transcript/use-find";
import { useIsPrinting } from "@/features/transcript/use-is-printing";
import { useFollowing } from "@/features/transcript/use-following";
import { useScrollToBlock } from "@/features/transcript/use-scroll-to-block";
import { copyText } from "@/lib/browser/clipboard";
import { toast } from "@/lib/toast";

const WORDS_PER_LINE = 14;
const LINE_HEIGHT = 29;
const FIRST_RECT = { width: 1280, height: 900 };
const NO_MATCHES: readonly Match[] = [];
const NO_SPANS: readonly NotedSpan[] = [];

type TranscriptViewProps = {
  model: TranscriptModel;
  duration: number;
  nameOf: (speaker: string) => string;
  colorOf: (speaker: string) => string;
  finding: Finding;
  marksDoubt: boolean;
  linkTo: (seconds: number) => string;
  startAt: number | null;
  /** Null for users who may only read. */
  editing: {
    tools: BlockTools;
    draft: Draft | null;
    /** Index of the paragraph that is being edited; -1 without one. */
    drafted: number;
    onAssign: (first: number, last: number, anchor: HTMLElement) => void;
    notes: NoteTools;
  } | null;
  /** Words with a highlight or a comment. */
  noted: readonly NotedSpan[];
  /** Show the comment of this id. */
  onNote: (id: string) => void;
  /** The second to show; a new object shows it again. */
  shown: { seconds: number } | null;
  clipOf: ClipAddress | null;
};

/** The transcript, of which only the paragraphs in view are in the document. */
export function TranscriptView(props: TranscriptViewProps) {
  const {
    model,
    duration,
    nameOf,
    colorOf,
    finding,
    marksDoubt,
    linkTo,
    startAt,
    editing,
    noted,
    onNote,
    shown,
    clipOf,
  } = props;
  const t = useTranslations("transcript");
  const player = usePlayer();
  const list = useRef<HTMLDivElement>(null);
  const { isFollowing, follow } = useFollowing();
  const draft = editing?.draft ?? null;
  const drafted = editing?.drafted ?? -1;
  const chosenBlocks = useChosenEnds();
  const virtualizer = useTranscriptVirtualizer(model, list, [drafted, ...chosenBlocks]);
  const scrollTo = useScrollToBlock(virtualizer);
  const matchesOf = useMemo(() => groupMatches(finding.matches), [finding.matches]);
  const notedOf = useMemo(() => groupSpans(model, noted), [model, noted]);
  const { wanted, current: chosen } = finding;
  const current = finding.matches[chosen];

  const spokenBlock = usePlayerState(({ time }) => {
    const place = findLastBegunWord(model, time);
    return place === NO_WORD ? -1 : (blockOfWord(model, place)?.index ?? -1);
  });
  const opening = draft?.opening;
  const isWriting = opening !== undefined;
  const isPlaying = usePlayerState(({ isPlaying }) => isPlaying);
  useEffect(() => {
    if (isPlaying && isFollowing && !isWriting && spokenBlock >= 0) scrollTo(spokenBlock);
  }, [isPlaying, isFollowing, isWriting, spokenBlock, scrollTo]);

  // Only what the reader does moves the page, not what somebody else saves meanwhile.
  const showDrafted = useEffectEvent(() => {
    if (drafted >= 0) scrollTo(drafted);
  });
  useEffect(() => {
    if (opening !== undefined) showDrafted();
  }, [opening]);

  const foundBlock = current?.block;
  const showFound = useEffectEvent(() => {
    if (foundBlock !== undefined) scrollTo(foundBlock);
  });
  useEffect(() => showFound(), [wanted, chosen]);

  const linked = startAt === null ? undefined : blockAt(model, startAt)?.index;
  const openAt = useEffectEvent((seconds: number) => {
    player.seek(seconds);
    const block = blockAt(model, seconds);
    if (block) scrollTo(block.index);
  });
  useEffect(() => {
    if (startAt !== null) openAt(startAt);
  }, [startAt]);

  const showPlace = useEffectEvent((seconds: number) => {
    const block = blockAt(model, seconds);
    if (block) scrollTo(block.index);
  });
  useEffect(() => {
    if (shown) showPlace(shown.seconds);
  }, [shown]);

  const seek = useCallback(
    (seconds: number) => {
      player.seek(seconds);
      player.play();
      follow();
    },
    [player, follow],
  );
  const copy = useCallback(
    (first: number, last: number) => {
      copyText(formatPassage(model, first, last, nameOf)).then(
        () => toast(t("copied")),
        () => toast.error(t("notCopied")),
      );
    },
    [model, nameOf, t],
  );
  const copyBlock = useCallback(({ first, last }: Block) => copy(first, last - 1), [copy]);
  const link = useCallback(
    (seconds: number) => {
      copyText(linkTo(seconds)).then(
        () => toast(t("linkCopied")),
        () => toast.error(t("notCopied")),
      );
    },
    [linkTo, t],
  );

  return (
    <div
      ref={list}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
      data-testid="transcript"
    >
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const block = model.blocks[index];
        return block ? (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <BlockView
              model={model}
              block={block}
              name={nameOf(block.speaker)}
              color={colorOf(block.speaker)}
              duration={duration}
              matches={matchesOf.get(index) ?? NO_MATCHES}
              noted={notedOf.get(index) ?? NO_SPANS}
              onNote={onNote}
              notes={editing?.notes ?? null}
              current={foundBlock === index ? current : undefined}
              isLinked={linked === index}
              marksDoubt={marksDoubt}
              onSeek={seek}
              onCopy={copyBlock}
              onLink={link}
              tools={editing?.tools ?? null}
              draft={drafted === index ? draft : null}
            />
          </div>
        ) : null;
      })}
      <SelectionBar
        container={list}
        model={model}
        onCopy={copy}
        onAssign={editing?.onAssign ?? null}
        notes={editing?.notes ?? null}
        clipOf={clipOf}
      />
      {isPlaying && !isFollowing ? (
        <Button
          variant="primary"
          size="sm"
          className="fixed bottom-36 left-1/2 z-20 -translate-x-1/2 rounded-full shadow-float sm:bottom-24"
          onClick={follow}
        >
          <LocateFixed />
          {t("follow")}
        </Button>
      ) : null}
    </div>
  );
}

/** Hold the paragraphs in which the selection begins and ends. */
function useChosenEnds(): readonly number[] {
  const [ends, setEnds] = useState<readonly number[]>([]);
  useEffect(() => {
    const read = () => {
      const now = chosenEnds();
      setEnds((before) => (before.join() === now.join() ? before : now));
    };
    document.addEventListener("selectionchange", read);
    return () => document.removeEventListener("selectionchange", read);
  }, []);
  return ends;
}

/**
 * Virtualise the paragraphs. Those of `pinned` stay in the document out of view too, so that neither unsaved text nor an
 * end of the selection is lost.
 */
function useTranscriptVirtualizer(
  model: TranscriptModel,
  list: RefObject<HTMLDivElement | null>,
  pinned: readonly number[],
) {
  const [scrollMargin, setScrollMargin] = useState(0);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      if (element.offsetParent !== null)
        setScrollMargin(element.getBoundingClientRect().top + window.scrollY);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return useWindowVirtualizer({
    count: model.blocks.length,
    overscan: 6,
    // The server sends the first paragraphs, and browsers begin with the same ones, wherever the page is.
    initialRect: FIRST_RECT,
    initialOffset: 0,
    observeElementOffset: observeOffsetFromNow,
    // Hidden from paper, they have no height: all of them would be thought to fit the window.
    useCachedMeasurements: useIsPrinting(),
    scrollMargin,
    getItemKey: (index) => model.blocks[index]?.segments[0] ?? `end-${index}`,
    rangeExtractor: (range) => withPinned(defaultRangeExtractor(range), pinned, range.count),
    estimateSize: (index) => {
      const block = model.blocks[index];
      const lines = block ? Math.ceil((block.last - block.first) / WORDS_PER_LINE) : 1;
      return lines * LINE_HEIGHT + (block?.startsTurn ? 50 : 10);
    },
  });
}

/** Observe where the page is scrolled to, and begin with where it is: otherwise it would be moved to its beginning. */
function observeOffsetFromNow(...[instance, report]: Parameters<typeof observeWindowOffset>) {
  report(window.scrollY, false);
  return observeWindowOffset(instance, report);
}

/** Return the spans that have words in a block, by its index. */
function groupSpans(
  model: TranscriptModel,
  spans: readonly NotedSpan[],
): ReadonlyMap<number, readonly NotedSpan[]> {
  const groups = new Map<number, NotedSpan[]>();
  for (const span of spans) {
    const last = blockOfWord(model, span.last)?.index ?? -1;
    for (let index = blockOfWord(model, span.first)?.index ?? 0; index <= last; index += 1) {
      const group = groups.get(index);
      if (group) group.push(span);
      else groups.set(index, [span]);
    }
  }
  return groups;
}

function groupMatches(matches: readonly Match[]): ReadonlyMap<number, readonly Match[]> {
  const groups = new Map<number, Match[]>();
  for (const match of matches) {
    const group = groups.get(match.block);
    if (group) group.push(match);
    else groups.set(match.block, [match]);
  }
  return groups;
}
