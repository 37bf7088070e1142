import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  type CalendarChange,
  type CalendarYearBody,
  type CalendarYearView,
  calendarChange,
  calendarYear,
  calendarYearBody,
  calendarYearView,
  type MovedTerms,
  movedTerms,
} from '#contracts';
import { type Actor, Allowed, CurrentActor } from '#kernel';
import { CalendarService } from './calendar.service.js';

@Controller('calendar')
@Allowed('signed-in')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  /** The days of a year that differ from Monday to Friday. */
  @Get(':year')
  @ApiOkResponse({ standardSchema: calendarYearView })
  year(
    @CurrentActor() actor: Actor,
    @Param('year', { schema: calendarYear }) year: number,
  ): Promise<CalendarYearView> {
    return this.calendar.year(actor, year);
  }

  /** Which open terms a change would move; nothing is changed. */
  @Post(':year/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: movedTerms })
  preview(
    @CurrentActor() actor: Actor,
    @Param('year', { schema: calendarYear }) year: number,
    @Body({ schema: calendarYearBody }) body: CalendarYearBody,
  ): Promise<MovedTerms> {
    return this.calendar.preview(actor, year, body);
  }

  /** Changes a year, and moves the open terms that hang on it. */
  @Put(':year')
  @ApiOkResponse({ standardSchema: calendarChange })
  change(
    @CurrentActor() actor: Actor,
    @Param('year', { schema: calendarYear }) year: number,
    @Body({ schema: calendarYearBody }) body: CalendarYearBody,
  ): Promise<CalendarChange> {
    return this.calendar.change(actor, year, body);
  }
}
