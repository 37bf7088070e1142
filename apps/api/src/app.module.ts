import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { AgreementsModule } from '#agreements';
import { CalendarModule } from '#calendar';
import { DirectoryModule } from '#directory';
import { FilesModule } from '#files';
import { InboxModule } from '#inbox';
import { type Config, KernelModule, type ProcessKind } from '#kernel';
import { RecordModule } from '#record';
import { SigningModule } from '#signing';
import { TextsModule } from '#texts';
import { VerificationModule } from '#verification';
import { ROOMS } from './rooms.js';

/** All rooms of the portal, for one kind of process: the api answers HTTP, the worker does the outbox. */
@Module({})
export class AppModule {
  static forRoot(process: ProcessKind, config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        KernelModule.forRoot({ process, config, rooms: ROOMS }),
        FilesModule.forRoot({ process }),
        SigningModule.forRoot({
          rootsFile: config.trust.roots,
          intermediatesFile: config.trust.intermediates,
          crlPaths: [config.trust.crls],
          ...(config.trust.stampRoots ? { stampRootsFile: config.trust.stampRoots } : {}),
          ...(config.ocspUrl ? { ocspUrl: config.ocspUrl } : {}),
          ...(config.tsaUrl ? { tsaUrl: config.tsaUrl } : {}),
          ...(config.ncanodeUrl ? { ncanodeUrl: config.ncanodeUrl } : {}),
          refuseTestRoots: config.production,
        }),
        TextsModule,
        // Express tries the routes in this order: first the rooms that are asked most.
        InboxModule.forRoot({ process }),
        AgreementsModule.forRoot({ process }),
        DirectoryModule.forRoot({ process }),
        AccountsModule.forRoot({ process }),
        CalendarModule.forRoot({ process }),
        VerificationModule.forRoot({ process }),
        RecordModule.forRoot({ process }),
      ],
    };
  }
}
