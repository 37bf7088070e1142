import type { LocalizedText } from '../common.js';

export const say = (kk: string, ru: string, en: string): LocalizedText => ({ kk, ru, en });
