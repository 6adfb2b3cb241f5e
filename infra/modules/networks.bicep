metadata name = 'Networks'
metadata description = 'The networks of a private installation: one at home, one for each region, peered, with the names of what is private.'

import { privateAccess } from 'shared.bicep'
import { location as regionName } from 'locations.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where home is.')
param location string

@description('Required. Where probes are.')
param regions regionName[]

@description('Required. Tags of every resource.')
param tags object

module home 'network.bicep' = {
  name: 'network-home'
  params: {
    token: token
    location: location
    isHome: true
    apps: ['api', 'pipeline']
    tags: tags
  }
}

module region 'network.bicep' = [
  for item in regions: {
    name: 'network-${item}'
    params: {
      token: token
      location: item
      apps: ['probe']
      tags: tags
    }
  }
]

module names 'private-dns.bicep' = {
  name: 'private-dns'
  params: {
    home: { name: home.outputs.name, id: home.outputs.id }
    others: [for (item, i) in regions: { name: region[i].outputs.name, id: region[i].outputs.id }]
    tags: tags
  }
}

@description('The private side of what is at home.')
output homeAccess privateAccess = {
  subnetId: home.outputs.endpointsSubnetId
  zoneIds: names.outputs.zoneIds
}

@description('Subnet of Api.')
output apiSubnetId string = home.outputs.appSubnetIds[0]

@description('Subnet of Pipeline.')
output pipelineSubnetId string = home.outputs.appSubnetIds[1]

@description('The private side of what is in each region, in their order.')
output regionAccess privateAccess[] = [
  for (item, i) in regions: {
    subnetId: region[i].outputs.endpointsSubnetId
    zoneIds: names.outputs.zoneIds
  }
]

@description('Subnet of each probe, in the order of the regions.')
output probeSubnetIds string[] = [for (item, i) in regions: region[i].outputs.appSubnetIds[0]]

@description('The address that targets see from each region, in their order.')
output outgoingAddresses string[] = [for (item, i) in regions: region[i].outputs.outgoingAddress]
