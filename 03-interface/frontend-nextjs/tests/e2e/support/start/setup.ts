import { reportOpenPages } from "./open-pages";

reportOpenPages();
