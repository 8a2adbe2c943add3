import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { sidewaysOf } from "@/features/player/waveform/window/time-window";
import type { WaveformView } from "@/features/player/waveform/window/waveform-view";
import { usePlayer } from "@/features/player/player-context";

/** Pixels that a finger may tremble. */
const SLACK = 5;
/** How far the wheel turns for a zoom by e. */
const WHEEL_PER_ZOOM = 300;

/**
 * Return the second that is pointed at, null without one, and handlers for a waveform. A press goes there, a drag
 * follows; two fingers zoom and move, as do the wheel with Control and the wheel sideways.
 */
export function usePointing(view: WaveformView, area: RefObject<HTMLElement | null>) {
  const player = usePlayer();
  const [pointed, setPointed] = useState<number | null>(null);
  const fingers = useRef(new Map<number, number>());
  /** A press that has not become a drag or a pinch yet, by its place. */
  const pressed = useRef<number | null>(null);

  const timeAt = (clientX: number): number => {
    const box = area.current?.getBoundingClientRect();
    const { from, to } = view.snapshot();
    if (!box || box.width === 0) return from;
    return from + Math.max(0, Math.min(1, (clientX - box.left) / box.width)) * (to - from);
  };
  const go = (clientX: number) => {
    setPointed(timeAt(clientX));
    player.seek(timeAt(clientX));
  };
  const pinch = (id: number, clientX: number) => {
    const [still] = [...fingers.current].filter(([other]) => other !== id).map(([, x]) => x);
    const before = fingers.current.get(id);
    if (still === undefined || before === undefined) return;
    const apart = (x: number) => Math.max(SLACK, Math.abs(x - still));
    const middle = timeAt((before + still) / 2);
    view.zoomBy(apart(clientX) / apart(before), middle);
    view.moveBy(middle - timeAt((clientX + still) / 2));
  };

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const sideways = sidewaysOf(event);
      const box = element.getBoundingClientRect();
      const perPixel = view.length / (box.width || 1);
      if (event.ctrlKey || event.metaKey) {
        const at = view.snapshot().from + (event.clientX - box.left) * perPixel;
        view.zoomBy(Math.exp(-event.deltaY / WHEEL_PER_ZOOM), at);
      } else if (sideways && !view.isWhole) view.moveBy(sideways * perPixel);
      else return;
      event.preventDefault();
    };
    // React listens passively, which could not keep the page from zooming.
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [area, view]);

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === "mouse" && event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, event.clientX);
      pressed.current = fingers.current.size === 1 ? event.clientX : null;
      // A finger may be about to scroll the page, or be followed by a second one.
      if (event.pointerType === "mouse") go(event.clientX);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { pointerId, clientX } = event;
      if (!fingers.current.has(pointerId)) {
        if (event.pointerType === "mouse") setPointed(timeAt(clientX));
        return;
      }
      if (fingers.current.size > 1) pinch(pointerId, clientX);
      else if (pressed.current !== null && Math.abs(clientX - pressed.current) > SLACK) go(clientX);
      fingers.current.set(pointerId, clientX);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!fingers.current.delete(event.pointerId)) return;
      // A mouse went there when it was pressed.
      const isTap = event.pointerType !== "mouse" && pressed.current !== null;
      if (fingers.current.size === 0 && isTap) go(event.clientX);
      if (fingers.current.size === 0) pressed.current = null;
      if (event.pointerType !== "mouse") setPointed(null);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      fingers.current.delete(event.pointerId);
      pressed.current = null;
      setPointed(null);
    },
    onPointerLeave: () => setPointed(null),
  };
  return { pointed, handlers };
}
