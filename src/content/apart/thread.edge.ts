import { type Customer, type Job, NoThread } from './job.ts';

/** No thread: the edge has none. */
export const conversionThread = {
  run: (_job: Job, _customer: Customer): Promise<never> => Promise.reject(new NoThread()),
};
