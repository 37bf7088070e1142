import { Injectable } from '@nestjs/common';
import { ProtocolTasks } from '../protocol/protocol-tasks.js';
import { RemarkTasks } from '../remarks/remark-tasks.js';

/** Whose turn it is in the talk about remarks and in what is disputed of them, brought up to the act and to who works where. */
@Injectable()
export class TalkTasks {
  constructor(
    private readonly remarks: RemarkTasks,
    private readonly protocols: ProtocolTasks,
  ) {}

  /** In the transaction of the change. */
  async follow(actId: string): Promise<void> {
    await this.remarks.follow(actId);
    await this.protocols.followAll(actId);
  }
}
