import { testEveryScreen } from './support/every-screen.js';

testEveryScreen('ru');
