import { MissingScreen } from "@/app/missing-screen";

export default function NotFound() {
  return <MissingScreen />;
}
