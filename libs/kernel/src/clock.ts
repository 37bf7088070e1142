import { Injectable } from '@nestjs/common';

/** The only source of "now". Tests put a clock of their own in its place. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
