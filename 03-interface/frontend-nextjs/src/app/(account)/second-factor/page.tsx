import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RequiredSetUp } from "@/features/account/second-factor/required-set-up";
import { loginPath, safeNextPath } from "@/features/session/next-path";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("title") };
}

export default async function SecondFactorPage({ searchParams }: PageProps<"/second-factor">) {
  const { next } = await searchParams;
  const to = safeNextPath(typeof next === "string" ? next : undefined);
  return <RequiredSetUp to={to} login={loginPath(to)} />;
}
