/** What several journeys of a village have in common. */
import { signIn } from './people.ts';
import type { JourneyServer } from './server.ts';

/** Reviewed by the supervisors, approved by the secretary, published by the village's official. */
export async function publishByThree(server: JourneyServer, title: string, part: string): Promise<void> {
  for (const [who, step] of [
    ['jian', '审查通过'],
    ['liu', '审批同意'],
    ['tang', '发布'],
  ] as const) {
    const page = await signIn(server, who);
    await page.goto(`/app/openness?q=${encodeURIComponent(title)}`);
    await page.getByRole('link', { name: new RegExp(`${title}[^]*${part}`, 'u') }).click();
    await page.getByRole('button', { name: step, exact: true }).click();
    await page.getByText('已办理').first().waitFor();
    await page.context().close();
  }
}
