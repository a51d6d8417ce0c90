using Yitong.Kernel;

namespace Yitong.Catalogue;

/// <summary>Finds things of the catalogue by their codes.</summary>
public static class CatalogueLookup
{
    /// <summary>That the catalogue has nothing of a code.</summary>
    public static Refusal NoSuch(string code) => new Refusal("catalogue.no-such-code", RefusalKind.NotFound).With("code", code);

    extension(CityCatalogue catalogue)
    {
        /// <summary>A matter; null when there is none.</summary>
        public Matter? Matter(string code) => catalogue.Matters.GetValueOrDefault(code);

        /// <summary>A journey; null when there is none.</summary>
        public Journey? Journey(string code) => catalogue.Journeys.GetValueOrDefault(code);

        /// <summary>An agency; null when there is none.</summary>
        public Agency? Agency(string code) => catalogue.Agencies.GetValueOrDefault(code);

        /// <summary>An agency's name, that of another city, or the code when the pack of today no longer has it.</summary>
        public string AgencyName(string code) => catalogue.Agency(code)?.Name
            ?? (code.StartsWith(CityCatalogue.CityPrefix, StringComparison.Ordinal)
                ? catalogue.CityName(code[CityCatalogue.CityPrefix.Length..]) : code);

        /// <summary>The name of a city that cooperates with this one, or its division code.</summary>
        public string CityName(string code) => catalogue.Partners.GetValueOrDefault(code) ?? code;

        /// <summary>The edition of a matter that came into force on a day.</summary>
        /// <exception cref="InvalidOperationException">The pack lost an edition under which cases were opened.</exception>
        public MatterEdition Edition(string matter, DateOnly from) =>
            catalogue.Matter(matter)?.Editions.FirstOrDefault(edition => edition.From == from)
            ?? throw new InvalidOperationException($"The pack has no edition of {matter} from {from:yyyy-MM-dd}.");
    }
}

/// <summary>What decisions ask of the catalogue.</summary>
public static class CatalogueFacts
{
    extension(Acting.Facts facts)
    {
        /// <summary>The city's catalogue.</summary>
        public CityCatalogue Catalogue => facts.Pack.Catalogue();
    }
}
