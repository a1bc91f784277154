// After a session.

import { keptProgramme, keptSession, takenOn } from '../support/journey.ts';
import { begin } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test('a session whose questions are answered and whose list is ticked goes on to the days after it', async ({ page }) => {
  await begin(page);
  const session = await keptSession(page, await keptProgramme(page));
  await takenOn(page, session, 'integrating');
  await expect(page.locator('.lead')).toContainText('taking it into everyday life');
});
