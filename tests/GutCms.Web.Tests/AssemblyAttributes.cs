// Most of these tests wait for a database, a mail or a server half of their time: two for each processor keep it busy.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
