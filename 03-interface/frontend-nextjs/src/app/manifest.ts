import type { MetadataRoute } from "next";
import { getLocale, getTranslations } from "next-intl/server";

/** Describe the application to browsers that install it. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations("app");
  return {
    id: "/",
    name: t("title"),
    short_name: "Scribe",
    description: t("description"),
    lang: await getLocale(),
    start_url: "/meetings",
    scope: "/",
    display: "standalone",
    background_color: "#fbfaf7",
    theme_color: "#fbfaf7",
    // public/share-worker.js takes what is posted there.
    share_target: {
      action: "/incoming",
      method: "POST",
      enctype: "multipart/form-data",
      params: { title: "title", files: [{ name: "recording", accept: ["audio/*", "video/*"] }] },
    },
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon1.png", sizes: "192x192", type: "image/png" },
      { src: "/icon2.png", sizes: "512x512", type: "image/png" },
      { src: "/icon2.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
