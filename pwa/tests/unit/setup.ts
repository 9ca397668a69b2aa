/** A browser's database in memory for every test. */
import 'fake-indexeddb/auto'
