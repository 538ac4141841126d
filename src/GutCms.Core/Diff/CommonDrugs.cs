using System.Collections.Immutable;

namespace GutCms.Core.Diff;

/// <summary>Names of widely used medicines, mostly of gut and mind, for comparisons where a site names none of its own.</summary>
/// <remarks>International nonproprietary names (WHO) and supplements, lower case. No list of drugs is complete: a name that is missing is no reason to look away.</remarks>
public static class CommonDrugs
{
    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "acetaminophen", "alprazolam", "amitriptyline", "amoxicillin", "apixaban", "aripiprazole", "aspirin", "atorvastatin", "azithromycin", "bisacodyl", "budesonide", "bupropion",
        "buspirone", "celecoxib", "cimetidine", "ciprofloxacin", "citalopram", "clarithromycin", "clonazepam", "clopidogrel", "clozapine", "codeine", "desipramine", "diazepam",
        "diclofenac", "dicyclomine", "domperidone", "doxepin", "doxycycline", "duloxetine", "escitalopram", "esomeprazole", "famotidine", "ferrous sulfate", "fluconazole",
        "fluoxetine", "fluvoxamine", "folic acid", "gabapentin", "glycopyrrolate", "hydrocortisone", "hyoscine", "ibuprofen", "imipramine", "infliximab", "insulin", "lactulose",
        "lamotrigine", "lansoprazole", "levothyroxine", "linaclotide", "lithium", "loperamide", "lorazepam", "lubiprostone", "macrogol", "magnesium", "melatonin", "mesalazine",
        "metformin", "methotrexate", "methylphenidate", "metoclopramide", "metronidazole", "mirtazapine", "morphine", "naproxen", "nortriptyline", "olanzapine", "omeprazole",
        "ondansetron", "oxycodone", "pantoprazole", "paracetamol", "paroxetine", "peppermint oil", "prednisolone", "prednisone", "pregabalin", "propranolol", "psyllium",
        "quetiapine", "rabeprazole", "ranitidine", "rifaximin", "risperidone", "semaglutide", "senna", "sertraline", "simethicone", "simvastatin", "St John's wort", "sulfasalazine",
        "tramadol", "trazodone", "valproate", "vancomycin", "venlafaxine", "vitamin B12", "vitamin D", "vortioxetine", "warfarin", "zolpidem", "zopiclone",
    ];

    /// <summary>English with these names.</summary>
    public static DiffVocabulary English { get; } = DiffVocabulary.English with { DrugNames = Names };
}
