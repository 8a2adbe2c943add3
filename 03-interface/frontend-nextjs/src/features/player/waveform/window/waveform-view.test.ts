import { expect, it } from "vitest";
import { WaveformView } from "@/features/player/waveform/window/waveform-view";

function closeView(): WaveformView {
  const view = new WaveformView(1000);
  view.follow(100);
  view.zoomBy(10);
  return view;
}

it("zooms around the place of playback", () => {
  expect(closeView().snapshot()).toEqual({ from: 90, to: 190 });
});

it("turns with playback, second by second", () => {
  const view = closeView();
  for (let time = 100; time <= 191; time += 1) view.follow(time);
  expect(view.snapshot()).toEqual({ from: 181, to: 281 });
});

it("stays where somebody has moved it while playback goes on elsewhere", () => {
  const view = closeView();
  view.moveBy(500);
  view.follow(101);
  expect(view.snapshot()).toEqual({ from: 590, to: 690 });
});

it("follows again after a jump", () => {
  const view = closeView();
  view.moveBy(500);
  view.follow(300);
  expect(view.snapshot()).toEqual({ from: 290, to: 390 });
});

it("knows when there is nothing more to show or to hide", () => {
  const view = new WaveformView(1000);
  expect([view.isWhole, view.isClosest, view.zoom]).toEqual([true, false, 1]);
  view.zoomBy(1e9);
  expect([view.isWhole, view.isClosest, view.zoom]).toEqual([false, true, 200]);
  view.showWhole();
  expect(view.isWhole).toBe(true);
  const short = new WaveformView(0.4);
  expect([short.isWhole, short.isClosest]).toEqual([true, true]);
});
