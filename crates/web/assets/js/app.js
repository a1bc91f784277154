// Starts what the page has. Every page works without these modules except where it says that it does not.

import { startBonds } from './bonds.js';
import { startBreath } from './breath.js';
import { startCopy } from './copy_door.js';
import { startDrafts } from './drafts.js';
import { startDrawing } from './drawing.js';
import { fetched } from './fetched.js';
import { startHandedOver } from './handed_over.js';
import { startHandsFree } from './hands_free_door.js';
import { startIdle } from './idle.js';
import { startLeaving } from './leave.js';
import { startLevels } from './levels.js';
import { startOwnFields } from './own_fields.js';
import { startPrinting } from './print.js';
import { startSession } from './session_door.js';
import { startSearch } from './search.js';
import { startSpeech } from './speech.js';
import { startTimeSlider } from './time_slider.js';
import { startVoiceNotes } from './voice_note.js';
import { rememberZone } from './zone.js';

// Leaving comes first: whatever else fails on this page, the way out works.
startLeaving();
startDrafts();
rememberZone();
startIdle();
startHandedOver();
startPrinting();
startSearch();
startBreath();
startDrawing();
void startVoiceNotes();
startHandsFree();
startSpeech();
startTimeSlider();
startLevels();
startBonds();
startOwnFields();
void startCopy();
void startSession();

// Only these pages have the sitter's panel and the field for a code; no other page fetches what they need.
const lookIn = document.querySelector('[data-look-in]');
if (lookIn instanceof HTMLElement) void fetched(import('./look_in.js')).then((panel) => panel?.startLookIn(lookIn));
const news = document.querySelector('[data-news]');
if (news instanceof HTMLElement) void fetched(import('./news.js')).then((page) => page?.startNews(news));
const code = document.querySelector('input[data-join]');
if (code instanceof HTMLInputElement) void fetched(import('./join.js')).then((join) => join?.takeCode(code));
for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (form instanceof HTMLFormElement) void fetched(import('./passkey.js')).then((passkey) => passkey?.startPasskey(form));
}
