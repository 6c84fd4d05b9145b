// The place the reader follows: chosen on the map or in a chart, marked in every part that shows its region.

import { regionOf, type Report } from "./data.js";

type Listener = (region: string) => void;
let followedPlace: string | null = null;
let listeners: Listener[] = [];

export const followed = (): string | null => followedPlace;
export const onFollow = (listener: Listener): void => { listeners.push(listener); };
export const forgetListeners = (): void => { listeners = []; };

export function markFollowed(report: Report): void {
    const region = followedPlace === null ? null : regionOf(report, followedPlace);
    for (const element of document.querySelectorAll("[data-region]"))
        element.classList.toggle("is-followed", element.getAttribute("data-region") === region);
}

export function follow(report: Report, place: string): void {
    followedPlace = place;
    const region = regionOf(report, place);
    if (region !== null) for (const listener of listeners) listener(region);
    markFollowed(report);
}
