namespace GutCms.Mutation;

/// <summary>What is compiled into the mutated core: the switch that every mutant asks.</summary>
internal static class SwitchSource
{
    public const string Text = """
        namespace Mutated;

        public static class Switch
        {
            public static volatile int Active = -1;
            public static volatile System.Collections.Concurrent.ConcurrentDictionary<int, bool>? Met;
            private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> Early = new();

            // Met, with true where it was first met while a type was initialised: then a process has one chance only.
            public static bool On(int id)
            {
                if (Met is { } met && !met.ContainsKey(id))
                {
                    met[id] = Early.GetOrAdd(id, static _ => System.Environment.StackTrace.Contains("..cctor()", System.StringComparison.Ordinal));
                }

                return id == Active;
            }
        }
        """;
}
